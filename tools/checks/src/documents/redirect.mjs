// @ts-check
/**
 * Loaded into the programs of documents before they start: what they send to the real service arrives at an emulator
 * instead. Only the address is replaced; host name, TLS and certificate checks stay as they are.
 */
import { Agent } from 'node:https';

const port = Number(process.env['QCVM_DOCUMENT_PORT']);
const connect = Agent.prototype.createConnection;

/** @type {typeof connect} */
Agent.prototype.createConnection = function (options, callback) {
  const { host } = options;
  const redirected = { ...options, host: '127.0.0.1', port, ...(host && { servername: host }) };
  return connect.call(
    this,
    /\.(?:api\.qcloud|tencentcloudapi)\.com$/.test(host ?? '') ? redirected : options,
    callback,
  );
};
