/** One page of the site before it is dressed: where it comes from, where it goes, what it says. */
export interface Page {
  /** Where it is in the site: `reference/errors.html`. */
  readonly path: string;
  /** The file it is made from, relative to the repository; nothing for pages made from the API. */
  readonly source?: string;
  readonly title: string;
  /** The group in the navigation. */
  readonly group: Group;
  /** Markdown. */
  readonly text: string;
}

export const groups = [
  'Start',
  'Guide',
  'Packages',
  'Operations',
  'Typed API',
  'Examples',
  'Project',
  'Decisions',
] as const;
export type Group = (typeof groups)[number];

/** A part of a page that can be found and linked to. */
export interface Section {
  /** `reference/errors.html#4500` */
  readonly url: string;
  readonly page: string;
  readonly title: string;
  readonly text: string;
}
