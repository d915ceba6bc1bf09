import { createCvm, isQcvmError, paginate } from '@qcvm/client';
import { emulator } from './emulator.js';

// In development the page talks to the emulator in its service worker. In production it would talk to a server of
// yours: the service sends no CORS headers, and a SecretKey has no place in a page.
const cvm = createCvm({
  region: 'ap-guangzhou',
  credentials: emulator.credentials,
});

const fleet = document.querySelector('#fleet');
const said = document.querySelector('#said');

async function show() {
  const rows = [];
  for await (const { unInstanceId, status } of paginate(cvm.describeInstances, {})) {
    const row = document.createElement('li');
    const stop = document.createElement('button');
    stop.textContent = `Stop ${unInstanceId}`;
    stop.onclick = () => act(() => cvm.stopInstances({ instanceIds: [unInstanceId] }));
    row.append(`${unInstanceId}: status ${status} `, stop);
    rows.push(row);
  }
  fleet.replaceChildren(...rows);
}

async function act(action) {
  try {
    await action();
    said.textContent = 'Accepted.';
  } catch (error) {
    if (!isQcvmError(error)) throw error;
    said.textContent = error.message;
  }
  await show();
}

await show();
