import { join } from 'node:path';
import {
  bareProgram,
  clientProgram,
  emptyProgram,
  peerPrograms,
  v3Program,
  type CandidateProgram,
} from '../candidates/programs.js';
import { startReplyServer } from '../candidates/reply-server.js';
import { replies } from '../candidates/replies.js';
import { makePlace } from '../harness/place.js';
import { timeOf, type Program } from '../harness/program.js';
import type { Peer } from '../peers.js';
import type { Candidate, Row } from '../row.js';

/** Idle connections are of no interest here, and some would keep the process alive. */
const end = '\nprocess.exit();\n';

async function write({ installation }: CandidateProgram, source: string): Promise<Program> {
  const directory = await makePlace({ 'program.mjs': source + end }, await installation?.());
  return { args: [join(directory, 'program.mjs')] };
}

const importing = (program: CandidateProgram): Candidate => ({
  name: program.name,
  open: timeOf('cpu', () => write(program, program.imports)),
});

const answered = (program: CandidateProgram): Candidate => ({
  name: program.name,
  open: async () => {
    const { child, port } = await startReplyServer(replies[program.format](1));
    try {
      const source = `${program.imports}\n${program.call(new URL(`http://127.0.0.1:${port}`))}`;
      const sampler = await timeOf('cpu', () => write(program, source))();
      return { ...sampler, close: () => child.close() };
    } catch (error) {
      await child.close();
      throw error;
    }
  },
});

/** The goal was 8 ms over an empty program, where the fastest peer took 47 ms. */
export const importTime: Row = {
  name: 'import',
  title: 'CPU of an import, over an empty program, against that of the fastest peer, `@alicloud/pop-core`',
  unit: 'ms',
  goal: {
    kind: 'ratio',
    of: 'qcvm',
    to: '@alicloud/pop-core' satisfies Peer,
    over: emptyProgram.name,
    atMost: 8 / 47,
  },
  candidates: [emptyProgram, clientProgram, ...peerPrograms].map(importing),
};

const official = 'tencentcloud-sdk-nodejs-cvm' satisfies Peer;

export const v3ImportTime: Row = {
  name: 'import-v3',
  title: `CPU of an import of \`@qcvm/client/v3\`, over an empty program, against that of \`${official}\``,
  unit: 'ms',
  goal: { kind: 'ratio', of: v3Program.name, to: official, over: emptyProgram.name, atMost: 0.1 },
  candidates: [emptyProgram, v3Program, ...peerPrograms.filter(({ name }) => name === official)].map(
    importing,
  ),
};

/** The goal was 45 ms where the bare program took 33 ms. */
export const firstReply: Row = {
  name: 'first-reply',
  title: 'CPU of a process until its first answer, against one with a bare `http.request`',
  unit: 'ms',
  goal: { kind: 'ratio', of: 'qcvm', to: bareProgram.name, atMost: 45 / 33 },
  candidates: [bareProgram, clientProgram, emptyProgram, ...peerPrograms].map(answered),
};
