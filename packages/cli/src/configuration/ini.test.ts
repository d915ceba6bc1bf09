import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editIni, editKeys, readProfiles } from './ini.js';

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

it.each([
  ['Windows', text.replaceAll('\n', '\r\n'), 'output=json\r\n', 'output = csv\r\n'],
  ['an old Macintosh', text.replaceAll('\n', '\r'), 'output=json\r', 'output = csv\r'],
  ['a mixture', text.replace('\n', '\r\n'), 'output=json\n', 'output = csv\n'],
  ['a byte order mark', `\ufeff${text}`, 'output=json', 'output = csv'],
  ['no end of the last line', text.trimEnd(), 'output=json', 'output = csv'],
])('editIni leaves every other line as it is, with its own end: %s', (_name, before, old, now) => {
  expect(editIni(before, 'default', { output: 'csv' })).toBe(before.replace(old, now));
  expect(editIni(before, 'default', { output: undefined })).toBe(
    before.replace(/output=json(\r\n|\r|\n)/, ''),
  );
});

it('editIni writes new lines with the ends that the file has', () => {
  expect(editIni('[a]\r\nx = 1\r\n', 'a', { y: '2' })).toBe('[a]\r\nx = 1\r\ny = 2\r\n');
  expect(editIni('[a]\r\nx = 1', 'b', { y: '2' })).toBe('[a]\r\nx = 1\r\n\r\n[b]\r\ny = 2\r\n');
  expect(editIni('[a]\nx = 1', 'a', { y: '2' })).toBe('[a]\nx = 1\ny = 2\n');
  expect(editIni('[a]\nx = 1', 'a', { x: '2' })).toBe('[a]\nx = 2');
});

it('editKeys takes titles literally', () => {
  const keys = '[profile night]\nsecret_id = a\n';
  expect(editIni(keys, 'night', { secret_id: 'b' })).toBe('[profile night]\nsecret_id = b\n');
  expect(editKeys(keys, 'night', { secret_id: 'b' })).toBe(
    '[profile night]\nsecret_id = a\n\n[night]\nsecret_id = b\n',
  );
});

it('editIni removes what stands before the first title as well, which belongs to default', () => {
  const before = 'region = a\n[night]\nregion = b\n[default]\noutput = json\n';
  expect(editIni(before, 'default', { region: undefined })).toBe(
    '[night]\nregion = b\n[default]\noutput = json\n',
  );
  expect(editIni(before, 'default', { region: 'c' })).toBe(before.replace('region = a', 'region = c'));
  expect(editIni(before, 'default', { protect: 'c' })).toBe(`${before}protect = c\n`);
});

it('editIni has the effect that was asked for, and no other, on any file', () => {
  const name = fc.oneof(fc.stringMatching(/^[a-z]{1,4}$/), fc.constantFrom('a', 'default'));
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
      fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1 }),
      (lines, section, key, given, ends) => {
        const before = lines.map((each, index) => `${each}${ends[index % ends.length] ?? ''}`).join('');
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
