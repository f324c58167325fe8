// @vitest-environment node
/** Every sentence of the screens goes through `t` or `tn`, in the way that the script which collects them reads. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "svelte/compiler";
import { expect, test } from "vitest";

const SRC = join(import.meta.dirname, "..");

/** Files that say nothing: their texts are programs for the graphics card. */
const SILENT: readonly string[] = ["figure/stage.ts"];
/** Calls whose words nobody reads, or that translate them. */
const CALLS = ["t", "tn", "Error", "matchMedia"];

/** What is the same in every language, or is read by nobody. */
const EXCEPTIONS: Record<string, string> = {
  Unkink: "the name of the house",
  English: "each language by its own name",
  Deutsch: "each language by its own name",
  Español: "each language by its own name",
  "The worker did not start.": "an error that ends in a still, without a word",
  "scale(": "style",
  "scaleX(": "style",
  Escape: "the name of a key",
  "input, select, textarea, dialog": "a selector",
};

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** Attributes that are read aloud, or shown. */
const READ = new Set([
  "aria-label",
  "aria-valuetext",
  "aria-description",
  "title",
  "alt",
  "placeholder",
  "label",
]);
const LETTERS = /\p{L}{2}/u;
/** Two words side by side, or one with a capital: said to people, and no id or class. */
const WORDS = /\p{L}{2,}[,.:;]? \p{L}|^\p{Lu}\p{Ll}+$/u;

const files = readdirSync(SRC, { recursive: true })
  .map((file) => String(file).replaceAll("\\", "/"))
  .filter(
    (file) =>
      /\.(svelte|ts)$/.test(file) && !/\.test\.ts$|\.d\.ts$|^(figure\/fixture|player\/fixtures\/)/.test(file),
  )
  .filter((file) => !SILENT.some((room) => file.startsWith(room)));

function syntaxOf(code: string, file: string): Node {
  const component = file.endsWith(".svelte") ? code : `<script lang="ts">${code}</script>`;
  return parse(component, { modern: true }) as unknown as Node;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

/** Goes through the syntax; `visit` answers false where it need not go further in. */
function walk(node: Node, visit: (node: Node) => boolean): void {
  if (!visit(node)) return;
  for (const part of Object.values(node)) {
    for (const inner of Array.isArray(part) ? part : [part]) if (isNode(inner)) walk(inner, visit);
  }
}

const calls = (node: Node, ...names: string[]) =>
  (node.type === "CallExpression" || node.type === "NewExpression") &&
  names.includes(String((node["callee"] as Node)["name"]));

const UNSAID = new Set(["ImportDeclaration", "StyleSheet"]);
const isCompared = (node: Node) =>
  node.type === "BinaryExpression" && /^[!=]==$/.test(String(node["operator"]));

/** The text of a literal, of a template without its values, or of markup. */
function textOf(node: Node): string | undefined {
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node.type === "TemplateElement") return String((node["value"] as { raw: string }).raw);
  if (node.type === "Text") return String(node["data"]);
  return undefined;
}

/** What is said to people in this file without being translated. */
function untranslated(code: string, file: string): string[] {
  const found: string[] = [];
  const note = (text: string | undefined, wanted: RegExp) => {
    if (text && wanted.test(text) && !Object.hasOwn(EXCEPTIONS, text.trim())) found.push(text.trim());
  };
  const inside = (node: Node, wanted: RegExp) =>
    walk(node, (inner) => {
      if (UNSAID.has(inner.type) || calls(inner, ...CALLS) || isCompared(inner)) return false;
      if (inner.type.startsWith("TS") && !("expression" in inner)) return false;
      if (inner.type === "Attribute") {
        const shown = READ.has(String(inner["name"]));
        const parts = [inner["value"]].flat().filter(isNode);
        for (const part of parts) if (part.type !== "Text" || shown) inside(part, shown ? LETTERS : WORDS);
        return false;
      }
      if (inner.type === "VariableDeclarator" && (inner["id"] as Node)["name"] === "say") {
        insideSay(inner["init"] as Node);
        return false;
      }
      note(textOf(inner), inner.type === "Text" ? LETTERS : wanted);
      return true;
    });
  /** Of what a component says, ids, addresses and what picks one of several are not read; all else is. */
  const insideSay = (node: Node) =>
    walk(node, (inner) => {
      if (calls(inner, ...CALLS) || isCompared(inner) || inner.type === "MemberExpression") return false;
      if (inner.type.startsWith("TS") && !("expression" in inner)) return false;
      if (inner.type === "ArrayExpression" && isPicked(inner)) {
        (inner["elements"] as Node[]).slice(1).forEach(insideSay);
        return false;
      }
      if (inner.type === "Property") {
        const key = inner["key"] as Node;
        if (["id", "href"].includes(String(key["name"]))) return false;
        insideSay(inner["value"] as Node);
        return false;
      }
      note(textOf(inner), LETTERS);
      return true;
    });
  inside(syntaxOf(code, file), WORDS);
  return found;
}

/** ["steps", t("Every step"), …]: an id before what is said of it. */
function isPicked(list: Node): boolean {
  const [first, second] = list["elements"] as Node[];
  return first?.type === "Literal" && second !== undefined && calls(second, "t", "tn");
}

/** Calls of `t` and `tn` whose sentences the script cannot collect. */
function uncollected(code: string, file: string): string[] {
  const found: string[] = [];
  const offset = file.endsWith(".svelte") ? 0 : '<script lang="ts">'.length;
  walk(syntaxOf(code, file), (node) => {
    if (!calls(node, "t", "tn")) return true;
    const sentences = (node["arguments"] as Node[]).slice(0, calls(node, "tn") ? 2 : 1);
    const plain = sentences.every((one) => one.type === "Literal" && /^"/.test(String(one["raw"])));
    if (!plain) found.push(code.slice(node.start - offset, node.end - offset));
    return true;
  });
  return found;
}

test.each(files)("%s says nothing in English alone", (file) => {
  const code = readFileSync(join(SRC, file), "utf8");
  expect(untranslated(code, file)).toEqual([]);
  expect(uncollected(code, file)).toEqual([]);
});

test("what is forgotten is found", () => {
  const say = 'const say = { a: "Leave", b: (n) => `${n} left`, ids: [{ id: "one", name: t("One") }] };';
  const code = `<script lang="ts">${say}; const c = "not told yet"; const d = "an-id"; t(say); t('Leave')</script>
    <p class="two words" title="Here">Read this {"in passing"}</p><img alt="A {c} here" />`;
  expect(new Set(untranslated(code, "A.svelte"))).toEqual(
    new Set(["Leave", "left", "not told yet", "Here", "Read this", "in passing", "here"]),
  );
  expect(uncollected(code, "A.svelte")).toEqual(["t(say)", "t('Leave')"]);
  expect(untranslated('export const why = { a: "no such thing" };', "a.ts")).toEqual(["no such thing"]);
});
