// Before the first paint, so that a chosen theme does not flash.
(() => {
  const themes = ['system', 'light', 'dark'];
  const words = { system: 'as the system', light: 'light', dark: 'dark' };
  const read = () => {
    try {
      return themes.find((theme) => theme === localStorage.getItem('theme')) ?? 'system';
    } catch {
      return 'system'; // storage can be forbidden
    }
  };
  const apply = (theme) => {
    document.documentElement.dataset.theme = theme;
    document.getElementById('theme')?.setAttribute('aria-label', `Colours: ${words[theme]}`);
    document.getElementById('theme')?.setAttribute('title', `Colours: ${words[theme]}`);
  };
  apply(read());
  addEventListener('DOMContentLoaded', () => {
    apply(read());
    document.getElementById('theme').addEventListener('click', () => {
      const theme = themes[(themes.indexOf(read()) + 1) % themes.length];
      try {
        localStorage.setItem('theme', theme);
      } catch {
        // the choice then lasts for this page only
      }
      apply(theme);
    });
  });
})();
