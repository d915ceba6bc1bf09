// @ts-check
import { BatchError, createCvm, isQcvmError } from '@qcvm/client';

const { REGION = 'ap-guangzhou', ENDPOINT } = process.env;
const cvm = createCvm({ region: REGION, endpoint: ENDPOINT }); // credentials: TENCENTCLOUD_SECRET_ID and _KEY

try {
  const { detail } = await cvm.stopInstances({ instanceIds: process.argv.slice(2) });
  for (const [id, { requestId }] of Object.entries(detail))
    console.log(`${id} is shutting down, task ${requestId}`);
} catch (error) {
  if (!isQcvmError(error)) throw error;
  process.exitCode = 1;
  if (error instanceof BatchError) {
    for (const { instanceId } of error.succeeded) console.log(`${instanceId} is shutting down`);
    for (const { instanceId, code, codeDesc } of error.failed)
      console.error(`${instanceId}: ${codeDesc ?? code}`);
    for (const instanceId of error.unreported) console.error(`${instanceId}: the service did not mention it`);
  } else console.error(error.message);
}
