import { expect, it } from 'vitest';
import { csvLine } from './csv.js';

it('csvLine quotes what needs it (RFC 4180)', () => {
  expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', ''])).toBe('a,"b,c","say ""hi""","two\nlines",\r\n');
});

it('csvLine does not let a name become a formula of a spreadsheet, and leaves numbers alone', () => {
  expect(csvLine(['=HYPERLINK(1)', '@x', '+1', '-1', '-2.5', '-x'])).toBe(
    "'=HYPERLINK(1),'@x,'+1,-1,-2.5,'-x\r\n",
  );
});
