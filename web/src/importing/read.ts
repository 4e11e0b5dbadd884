// SPDX-License-Identifier: Apache-2.0
/** A file as the desk wants it: its bytes in Base64. Read in the page, never uploaded elsewhere. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}

/** How many problems there are of each weight, the gravest first, those without any left out. */
export function weighed<P extends { weight: string }>(problems: readonly P[]): { weight: string; those: P[] }[] {
  return ['ask', 'bad', 'unmapped', 'note']
    .map((weight) => ({ weight, those: problems.filter((p) => p.weight === weight) }))
    .filter((group) => group.those.length);
}
