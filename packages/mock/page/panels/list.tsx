/** Which part of a long list the page shows. */
export interface Part {
  readonly search: string;
  /** Counts from 0. */
  readonly page: number;
}

export const firstPart: Part = { search: '', page: 0 };

/** Looks through the whole list, not only through what is shown. */
export function Search({ label, part, onPart }: { label: string; part: Part; onPart: (part: Part) => void }) {
  return (
    <input
      type="search"
      aria-label={label}
      placeholder="Search"
      value={part.search}
      onInput={({ currentTarget }) => onPart({ search: currentTarget.value, page: 0 })}
    />
  );
}

/** Steps through a list that is longer than a page. Nothing when it is not. */
export function Pages({
  what,
  part,
  rows,
  found,
  onPart,
}: {
  what: string;
  part: Part;
  /** Rows on a page. */
  rows: number;
  /** Rows in all. */
  found: number;
  onPart: (part: Part) => void;
}) {
  const { page } = part;
  if (found <= rows && page === 0) return undefined;
  const first = page * rows;
  const step = (by: number): void => onPart({ ...part, page: page + by });
  return (
    <nav class="pages" aria-label={`Pages of ${what}`}>
      <button type="button" disabled={page === 0} onClick={() => step(-1)}>
        Previous
      </button>
      <span class="quiet">
        {Math.min(first + 1, found)} to {Math.min(first + rows, found)} of {found}
      </span>
      <button type="button" disabled={first + rows >= found} onClick={() => step(1)}>
        Next
      </button>
    </nav>
  );
}
