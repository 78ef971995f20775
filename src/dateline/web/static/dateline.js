// What pages gain where scripts run. Everything works without them.
import { light } from "./rows.js";

light(document);
