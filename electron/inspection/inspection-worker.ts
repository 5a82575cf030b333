import { parentPort, workerData } from 'node:worker_threads';
import { nodeDisk } from '../capture/disk';
import { Dissectors } from '../dissect/dissectors';
import { yieldThisThread } from '../priority';
import { Inspector } from './inspector';
import type { Answers, Given, Question, Report } from './messages';

// The dissectors have a thread of their own: they take a second to load and may take any time over a packet.
const port = parentPort;
if (port === null) throw new Error('This is the entry of a worker thread.');

yieldThisThread();

const report = (message: Report): void => port.postMessage(message);

const { luaFiles, watch, code } = workerData as Given;
const dissectors = await Dissectors.load(luaFiles, watch, code);
const inspector = new Inspector(nodeDisk, dissectors);

const tellOfFiles = (): void => {
  const files = dissectors.newReports();
  if (files !== null) report({ report: 'lua', files });
};

const answerTo = async (question: Question): Promise<Answers[Question['ask']]> => {
  switch (question.ask) {
    case 'decode':
      return inspector.decode(question.shown, question.row, question.packet);
    case 'ahead':
      return inspector.ahead(question.shown, question.row);
    case 'source':
      return inspector.source(question.shown, question.range);
    case 'protocols':
      return inspector.protocols();
    case 'check':
      return inspector.check(question.terms);
    case 'complete':
      return inspector.complete(question.prefix);
    case 'judge':
      return inspector.judge(question.shown, question.filter, question.rows);
    case 'trees':
      return inspector.trees(question.shown, question.rows);
    case 'values':
      return inspector.values(question.shown, question.rows, question.fields);
    case 'infos':
      return inspector.infos(question.shown, question.rows, question.fields);
  }
};

// What is thrown ends the thread: after that the dissectors cannot be trusted, and another thread takes over.
port.on('message', async (question: Question) => {
  const answer = await answerTo(question);
  tellOfFiles();
  report({ report: 'answer', answer, memory: inspector.memory });
});
tellOfFiles();
report({ report: 'ready', code: dissectors.code });
