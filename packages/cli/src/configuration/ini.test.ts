import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editIni, readProfiles } from './ini.js';

const text = `# keep me
[default]
region = ap-guangzhou   
output=json

; and me
[profile night]
region = "ap-beijing"
`;

/** What each profile says of each entry last. */
const valuesOf = (ini: string): ReadonlyMap<string, ReadonlyMap<string, string>> =>
  new Map(
    [...readProfiles(ini, (line) => new Error(`line ${line}`))].map(([profile, entries]) => [
      profile,
      new Map(entries.map(({ name, value }) => [name, value])),
    ]),
  );

it('readProfiles reads sections, with the spelling of aws as well', () => {
  const ini = valuesOf(text);
  expect(ini.get('default')).toEqual(
    new Map([
      ['region', 'ap-guangzhou'],
      ['output', 'json'],
    ]),
  );
  expect(ini.get('night')?.get('region')).toBe('ap-beijing');
});

it('readProfiles takes what comes before any section for default', () => {
  expect(valuesOf('region = gz').get('default')?.get('region')).toBe('gz');
});

it('readProfiles refuses a line without a meaning, by its number', () => {
  expect(() => valuesOf('[a]\nx = 1\nno entry')).toThrow('line 3');
});

it('editIni changes one entry and preserves everything else', () => {
  expect(editIni(text, 'default', { output: 'csv' })).toBe(text.replace('output=json', 'output = csv'));
});

it('editIni adds an entry at the end of its section', () => {
  expect(editIni(text, 'default', { protect: 'ins-1' })).toBe(
    text.replace('output=json\n', 'output=json\nprotect = ins-1\n'),
  );
});

it('editIni adds a section that is not there', () => {
  expect(editIni('[a]\nx = 1\n', 'b', { y: '2' })).toBe('[a]\nx = 1\n\n[b]\ny = 2\n');
  expect(editIni('', 'b', { y: '2' })).toBe('[b]\ny = 2\n');
});

it('editIni removes an entry', () => {
  expect(editIni(text, 'default', { output: undefined })).toBe(text.replace('output=json\n', ''));
  expect(editIni('', 'default', { output: undefined })).toBe('');
});

it('editIni has the effect that was asked for, and no other, on any file', () => {
  const name = fc.stringMatching(/^[a-z]{1,4}$/);
  const value = fc.stringMatching(/^[a-z0-9,@/-]{1,8}$/);
  const line = fc.oneof(
    fc.tuple(name, value).map(([key, given]) => `${key} = ${given}`),
    name.map((section) => `[${section}]`),
    fc.constantFrom('', '# note', '; note'),
  );
  fc.assert(
    fc.property(
      fc.array(line),
      name,
      name,
      fc.option(value, { nil: undefined }),
      (lines, section, key, given) => {
        const before = lines.join('\n');
        const after = valuesOf(editIni(before, section, { [key]: given }));
        expect(after.get(section)?.get(key)).toBe(given);
        const wanted = new Map([...valuesOf(before)].map(([title, entries]) => [title, new Map(entries)]));
        for (const [title, entries] of wanted) {
          for (const [entry, old] of entries) {
            if (title !== section || entry !== key) expect(after.get(title)?.get(entry)).toBe(old);
          }
        }
      },
    ),
  );
});
