// SPDX-License-Identifier: Apache-2.0
// A desk that answers from memory, for working on the pages alone. Its people are invented.
import { answerLinks } from './mock_links.js';

export function mock() {
  return {
    name: 'manumit-mock',
    configureServer(server) {
      server.middlewares.use('/api/v1', async (request, response) => {
        let body = '';
        for await (const bytes of request) body += bytes;
        const answer = answerLinks(request.method, request.url, body && JSON.parse(body)) ?? kAnswers[request.url.split('?')[0]];
        response.statusCode = answer === undefined ? 404 : 200;
        response.setHeader('Content-Type', 'application/json');
        const missing = { error: { kind: 'not_found', what: 'this is not here' } };
        response.end(JSON.stringify(answer === undefined ? missing : answer));
      });
    },
  };
}

const kRow = {
  id: 'a'.repeat(32), number: '0142', people: ['Гульнара К.'], place: 'Moscow',
  work: 'G_WholesaleAndRetailTradeRepairOfMotorVehicles', state: 'Active', safe_now: 'unclear',
  consent: 'yes', next_step: 'Call back', next_due: null, next_time: '12:00', touched_ms: 1.7e12,
  statements: 4,
  indicators: ['yes', 'yes', null, 'no', 'not_asked', 'refused', 'unclear', 'contradicted', null, null, 'yes'],
};
const kVault = { file_name: 'example.mnv', condition: 'intact', problem: null, open: true, example: true };

const kAnswers = {
  '/state': { version: '0.1.0', vault: kVault, idle_lock_s: 600, session: true },
  '/catalogue': { facts: [], code_lists: [] },
  '/vault': { papers_offered: false, members: [], devices: [], damages: [], head_hash: '', anchor_line: '', qr: '' },
  '/vault/papers': { set: null },
  '/today': { overdue: [], today: [], later: [], undated: [], cases: 1, recent: [kRow] },
  '/cases': { rows: [kRow], found: 1, all: 1, facets: { states: [], places: [], works: [] } },
};
