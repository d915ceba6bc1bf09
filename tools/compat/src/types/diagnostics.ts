/** A complaint of the compiler is a line that says where; what it adds to that is indented. */
const complaint = /^(?:(?<file>.+?)\(\d+,\d+\): )?error TS\d+: /;

/** Declarations of the platform, which are the consumer's and not ours. */
const foreign =
  /(^|[/\\])node_modules[/\\](?:@types|undici-types|typescript|@typescript)[/\\]|(^|[/\\])lib\.[\w.]+\.d\.ts$/;

/** What the compiler complains about, without what it finds in the declarations of the platform itself. */
export function ourDiagnostics(output: string): readonly string[] {
  const diagnostics: { readonly file: string; text: string }[] = [];
  for (const line of output.split(/\r?\n/)) {
    const match = complaint.exec(line);
    const last = diagnostics.at(-1);
    if (match) diagnostics.push({ file: match.groups?.['file'] ?? '', text: line });
    else if (last && line.startsWith(' ')) last.text += `\n${line}`;
  }
  return diagnostics.filter(({ file }) => !foreign.test(file)).map(({ text }) => text);
}
