import { runAll } from './check.js';
import './words-facts.js';
import './link-facts.js';
import './handover-facts.js';
import './figures-facts.js';
import './dashboard-facts.js';
import './dashboard-figures-facts.js';

window.results = JSON.stringify(runAll());
