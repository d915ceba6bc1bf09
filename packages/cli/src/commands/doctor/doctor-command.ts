import type { Command } from 'commander';
import type { Bind } from '../../session/bind.js';

export function addDoctor(program: Command, bind: Bind): void {
  const doctor = program
    .command('doctor')
    .summary('check clock, DNS, TLS, credentials and one harmless call')
    .description(
      'Check everything that a call needs, one after the other, and say what to do where something is wrong. The one ' +
        'call that it sends is DescribeInstances with limit=1.',
    );
  bind(doctor, async (context) => (await import('./doctor.js')).doctor(context));
}
