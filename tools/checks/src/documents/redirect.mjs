// @ts-check
/**
 * Loaded into the programs of documents before they start: what they send to the real service arrives at an emulator
 * instead. Only the address is replaced; host name, TLS and certificate checks stay as they are.
 */
import { Agent } from 'node:https';

const port = Number(process.env['QCVM_DOCUMENT_PORT']);
/** @type {{ createConnection: (options: import('node:tls').ConnectionOptions, callback: unknown) => unknown }} */
const agent = Reflect.get(Agent, 'prototype');
const connect = agent.createConnection;

agent.createConnection = function (options, callback) {
  const { host = '' } = options;
  return host.endsWith('.api.qcloud.com')
    ? connect.call(this, { ...options, host: '127.0.0.1', port, servername: host }, callback)
    : connect.call(this, options, callback);
};
