// SPDX-License-Identifier: Apache-2.0
/** A published table to try the page with: counts alone, in which nobody can be found. */

/** Women whom the Japanese military kept in sexual slavery in Palembang, on three lists. Ball, Shin
 * and Yang (2018), Human Rights Data Analysis Group; the table as in examples/lists. */
export const kPublicExample = {
  name: 'korea.csv',
  text: `b,c,d,count
1,0,0,5
0,1,0,5
0,0,1,41
1,1,0,54
1,0,1,6
0,1,1,0
1,1,1,12
`,
};

/** What a file looks like; invented. */
export const kSample = {
  head: ['police', 'shelter', 'hotline', 'sex', 'count'],
  rows: [['1', '0', '0', 'female', '61'], ['0', '1', '0', 'female', '40'], ['1', '1', '0', 'male', '22'], ['0', '0', '1', 'male', '18']],
};
