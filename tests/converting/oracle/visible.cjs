// Walks through forms with survey-core and prints, after each answer, the names of the questions that it shows.
// node visible.cjs FOLDER_WITH_NODE_MODULES < [{"form": {...}, "walks": [[["name", value], ...], ...]}, ...]

const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");

const { Model } = createRequire(process.argv[2] + "/")("survey-core");

function isShown(element) {
  for (let each = element; each; each = each.parent) {
    if (!each.isVisible) return false;
  }
  return true;
}

function walk(form, answers) {
  const survey = new Model(form);
  survey.clearInvisibleValues = "onHiddenContainer";
  const shown = () => survey.getAllQuestions().filter(isShown).map((question) => question.name);
  return [shown(), ...answers.map(([name, value]) => {
    if (value === null) survey.clearValue(name);
    else survey.setValue(name, value);
    return shown();
  })];
}

const jobs = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(jobs.map(({ form, walks }) => walks.map((answers) => walk(form, answers)))));
