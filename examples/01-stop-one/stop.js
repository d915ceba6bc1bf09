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
    for (const { resourceId } of error.succeeded) console.log(`${resourceId} is shutting down`);
    for (const { resourceId, code, codeDesc } of error.failed)
      console.error(`${resourceId}: ${codeDesc ?? code}`);
    for (const resourceId of error.unreported) console.error(`${resourceId}: the service did not mention it`);
  } else console.error(error.message);
}
