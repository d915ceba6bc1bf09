/** Loaded before a program that goes on: whenever its parent asks, it tells how much CPU time it has taken, in microseconds. */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system });
});
// The channel must not keep the program from ending.
process.channel?.unref();
