// Where undici is loaded before the program's own `fetch` was used, it puts its connections in the place of those of `fetch`. Tests of
// one thread are to find `fetch` as it is.
await fetch('data:,');

export const { Agent } = await import('undici');
