// SPDX-License-Identifier: Apache-2.0
export default {
  compilerOptions: { runes: true },
  // A page that a screen reader cannot use does not build.
  onwarn(warning) {
    throw new Error(`${warning.filename}: ${warning.code}: ${warning.message}`);
  },
};
