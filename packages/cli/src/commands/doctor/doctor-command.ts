import type { Command } from 'commander';
import type { Bind } from '../../session/context.js';

export function addDoctor(program: Command, bind: Bind): void {
  const doctor = program
    .command('doctor')
    .summary('check clock, DNS, TLS, credentials and one harmless call')
    .description(
      'Check everything that a call needs, in order, and say how to fix what is wrong. The only call that it sends is ' +
        'DescribeInstances with limit=1.',
    );
  bind(doctor, async (context) => (await import('./doctor.js')).doctor(context));
}
