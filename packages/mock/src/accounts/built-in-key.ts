/** The key of the account that an emulator has when no account is given. Worth nothing anywhere else, so it is no secret. */
export const builtInKey = {
  secretId: 'AKIDemulatoremulatoremulatoremulator',
  secretKey: 'emulatoremulatoremulatoremulator',
};
