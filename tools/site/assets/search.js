// Search without a server: the index is a script, loaded with the first search.
(() => {
  const root = document.currentScript.dataset.root;
  const input = document.getElementById('search');
  const list = document.getElementById('results');
  const most = 12;
  let loading;
  let found = [];
  let active = -1;

  const script = (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = `${root}assets/${name}`;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  const load = () =>
    (loading ??= Promise.all([script('minisearch.js'), script('search-index.js')]).then(() => {
      const { options, index } = globalThis.siteSearch;
      return globalThis.MiniSearch.loadJS(index, options);
    }));

  const excerpt = (text, terms) => {
    const lower = text.toLowerCase();
    const at = Math.max(
      0,
      Math.min(...terms.map((term) => lower.indexOf(term)).filter((each) => each >= 0), 1e9),
    );
    const start = at === 1e9 || at < 60 ? 0 : at - 40;
    return `${start > 0 ? '… ' : ''}${text.slice(start, start + 140)}${text.length > start + 140 ? ' …' : ''}`;
  };

  const show = () => {
    list.replaceChildren(
      ...found.map(({ url, title, page, text, terms }, index) => {
        const item = document.createElement('li');
        item.id = `result-${index}`;
        item.role = 'option';
        const link = document.createElement('a');
        link.href = root + url;
        link.tabIndex = -1;
        const name = document.createElement('strong');
        name.textContent = title;
        const where = document.createElement('span');
        where.textContent = title === page ? '' : page;
        const words = document.createElement('small');
        words.textContent = excerpt(text, terms);
        link.append(name, ' ', where, words);
        item.append(link);
        item.setAttribute('aria-selected', String(index === active));
        return item;
      }),
    );
    if (found.length === 0 && input.value.trim() !== '') {
      const item = document.createElement('li');
      item.className = 'nothing';
      item.textContent = 'Nothing found.';
      list.append(item);
    }
    list.hidden = input.value.trim() === '';
    input.setAttribute('aria-expanded', String(!list.hidden));
    if (active >= 0) input.setAttribute('aria-activedescendant', `result-${active}`);
    else input.removeAttribute('aria-activedescendant');
    document.getElementById(`result-${active}`)?.scrollIntoView({ block: 'nearest' });
  };

  const search = async () => {
    const index = await load();
    const text = input.value.trim();
    found = text === '' ? [] : index.search(text).slice(0, most);
    if (found.length === 0 && text !== '') found = index.search(text, { fuzzy: 0.2 }).slice(0, most);
    active = found.length > 0 ? 0 : -1;
    show();
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  };

  input.addEventListener('focus', () => void load());
  input.addEventListener('input', () => void search());
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (found.length === 0) return;
      active = (active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length;
      show();
    } else if (event.key === 'Enter' && found[active]) location.href = root + found[active].url;
    else if (event.key === 'Escape') {
      if (list.hidden) input.value = '';
      close();
    }
  });
  addEventListener('keydown', (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
  addEventListener('click', (event) => {
    if (!event.target.closest('.search') || event.target.closest('#results a')) close();
  });
})();
