/** What `page/build.mjs` makes of the page. */
declare module '#page' {
  /** The page's files by their names. */
  export const files: Readonly<Record<string, string>>;
}
