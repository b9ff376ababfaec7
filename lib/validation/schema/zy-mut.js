var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __export = (target, all2) => {
  for (var name in all2)
    __defProp(target, name, { get: all2[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// lib/validation/schema/pattern.ts
function matcher(expression) {
  let fast;
  let exact;
  return (text) => {
    if (text.length <= short && alike.test(expression)) {
      fast ??= new RegExp(expression, "u");
      return fast.test(text);
    }
    exact ??= re2(expression);
    return exact(text);
  };
}
function re2(expression) {
  const { RE2JS } = require("re2js");
  const compiled = RE2JS.compile(expression);
  return (text) => compiled.matcher(text).find();
}
var short, alike;
var init_pattern = __esm({
  "lib/validation/schema/pattern.ts"() {
    "use strict";
    short = 300;
    alike = /^(?:[^\\(]|\\[dwsDWS.\-/*+?()|[\]{}^$]|\((?!\?)|\(\?:)*$/;
  }
});

// lib/validation/cel/error.ts
var CelError;
var init_error = __esm({
  "lib/validation/cel/error.ts"() {
    "use strict";
    CelError = class extends Error {
    };
  }
});

// lib/validation/cel/duration.ts
function duration(text) {
  if (text.length > 1e3 || !form.test(text)) throw new CelError(`${text.slice(0, 60)} is no duration`);
  let sum = 0;
  for (const [, count = "", unit = ""] of text.matchAll(part)) sum += Number(count) * units[unit];
  if (sum >= longest) throw new CelError(`${text} is too long`);
  return text.startsWith("-") ? -sum : sum;
}
var units, form, part, longest;
var init_duration = __esm({
  "lib/validation/cel/duration.ts"() {
    "use strict";
    init_error();
    units = {
      ns: 1,
      us: 1e3,
      \u00B5s: 1e3,
      \u03BCs: 1e3,
      ms: 1e6,
      s: 1e9,
      m: 6e10,
      h: 36e11
    };
    form = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
    part = /(\d*\.?\d*)(ns|us|µs|μs|ms|s|m|h)/g;
    longest = 2 ** 63;
  }
});

// lib/validation/cel/url.ts
function url(text) {
  const parsed = parse(text);
  if (parsed === void 0) throw new CelError(`${text.slice(0, 60)} is no URL`);
  return parsed;
}
function isURL(text) {
  return parse(text) !== void 0;
}
function parse(text) {
  if (text === "" || control.test(text)) return void 0;
  if (text === "*") return { scheme: "" };
  if (text.startsWith(":")) return void 0;
  const [whole = "", name = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text) ?? [];
  const [rest = ""] = text.slice(whole.length).split("?", 1);
  const scheme = name.toLowerCase();
  if (!rest.startsWith("/")) return scheme === "" ? void 0 : { scheme };
  let path = rest;
  if (scheme !== "" && rest.startsWith("//")) {
    const end = rest.indexOf("/", 2);
    if (!isAuthority(end < 0 ? rest.slice(2) : rest.slice(2, end))) return void 0;
    path = end < 0 ? "" : rest.slice(end);
  }
  return escapes.test(path) ? { scheme } : void 0;
}
function isAuthority(authority) {
  const at = authority.lastIndexOf("@");
  const info = authority.slice(0, Math.max(at, 0));
  if (!user.test(info) || !escapes.test(info)) return false;
  const name = authority.slice(at + 1);
  if (name.startsWith("[")) {
    const end = name.lastIndexOf("]");
    return end >= 0 && port.test(name.slice(end + 1)) && host.test(name.slice(0, end + 1));
  }
  const colon = name.lastIndexOf(":");
  return (colon < 0 || port.test(name.slice(colon))) && host.test(name);
}
var control, escapes, user, port, host;
var init_url = __esm({
  "lib/validation/cel/url.ts"() {
    "use strict";
    init_error();
    control = /[\0-\x1f\x7f]/;
    escapes = /^(?:[^%]|%[0-9A-Fa-f]{2})*$/;
    user = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
    port = /^(?::\d*)?$/;
    host = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}]|%[89A-Fa-f][0-9A-Fa-f]|%25)*$/u;
  }
});

// lib/validation/cel/functions.ts
function field(of, name) {
  const value = of[name];
  if (value === void 0 || value === null) throw new CelError(`no such field: ${name}`);
  return value;
}
function entry(list, index2) {
  if (index2 < 0 || index2 >= list.length) throw new CelError(`no such index: ${index2}`);
  return list[index2];
}
function all(list, test) {
  return !someIs(list, test, false);
}
function someIs(list, test, wanted) {
  let failure;
  for (const each of list) {
    try {
      if (test(each) === wanted) return true;
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      failure ??= error;
    }
  }
  if (failure !== void 0) throw failure;
  return false;
}
function existsOne(list, test) {
  let fitting = 0;
  for (const each of list) if (test(each)) fitting++;
  return fitting === 1;
}
function and(first, second) {
  return either(first, second, false);
}
function or(first, second) {
  return either(first, second, true);
}
function either(first, second, decides) {
  try {
    if (first() === decides) return decides;
  } catch (error) {
    if (error instanceof CelError && second() === decides) return decides;
    throw error;
  }
  return second();
}
function isIn(value, list) {
  return list.some(
    (each) => each.length === value.length && each.every((part2, index2) => part2 === value[index2])
  );
}
function characters(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
function substring(text, from, to) {
  const signs = [...text];
  const end = to ?? signs.length;
  if (from < 0 || end > signs.length || from > end) throw new CelError("index out of range");
  return signs.slice(from, end).join("");
}
function int(text) {
  if (!/^[+-]?\d+$/.test(text) || Math.abs(Number(text)) >= 2 ** 63)
    throw new CelError(`${text.slice(0, 60)} is no number`);
  return Number(text);
}
function matches(text, expression) {
  let test = matchers.get(expression);
  if (test === void 0) {
    test = matcher(expression);
    matchers.set(expression, test);
  }
  return test(text);
}
function isIP(text) {
  return (0, import_node_net.isIP)(text) !== 0 && !text.includes("%") && !/^::ffff:\d+\./i.test(text);
}
var import_node_net, matchers;
var init_functions = __esm({
  "lib/validation/cel/functions.ts"() {
    "use strict";
    import_node_net = require("node:net");
    init_pattern();
    init_error();
    init_duration();
    init_url();
    matchers = /* @__PURE__ */ new Map();
  }
});

// schemas/rules.ts
var rules_exports = {};
__export(rules_exports, {
  rules: () => rules
});
var rules;
var init_rules = __esm({
  "schemas/rules.ts"() {
    "use strict";
    init_functions();
    rules = {
      // self.startsWith("unix://") ? !self.endsWith("/") : true
      r000638c1: (self) => self.startsWith("unix://") ? !self.endsWith("/") : true,
      // (has(self.jwksUri)?1:0)+(has(self.jwks_uri)?1:0)+(has(self.jwks)?1:0)<=1
      r024523bb: (self) => (self.jwksUri !== void 0 ? 1 : 0) + (self.jwks_uri !== void 0 ? 1 : 0) + (self.jwks !== void 0 ? 1 : 0) <= 1,
      // has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true
      r02cf2852: (self) => self.replacePrefixMatch !== void 0 ? self.type === "ReplacePrefixMatch" : true,
      // self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '')) : true))
      r04db2332: (self) => self.every(
        (p1) => self.every(
          (p2) => p1.group === p2.group && p1.kind === p2.kind && p1.name === p2.name ? (p1.sectionName === void 0 || p1.sectionName === "") === (p2.sectionName === void 0 || p2.sectionName === "") : true
        )
      ),
      // (has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true
      r06e14dab: (self) => self.backendRefs !== void 0 && existsOne(
        self.backendRefs,
        (b) => b.filters !== void 0 && existsOne(
          b.filters,
          (f) => f.requestRedirect !== void 0 && f.requestRedirect.path !== void 0 && f.requestRedirect.path.type === "ReplacePrefixMatch" && f.requestRedirect.path.replacePrefixMatch !== void 0
        )
      ) ? or(
        () => self.matches.length !== 1 || entry(self.matches, 0).path === void 0,
        () => entry(self.matches, 0).path.type !== "PathPrefix"
      ) ? false : true : true,
      // self.all(h, !isIP(h))
      r0843be6f: (self) => self.every((h) => !isIP(h)),
      // (size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true
      r089ed26a: (self) => characters(self.group) === 0 && self.kind === "Service" ? self.port !== void 0 : true,
      // self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname) || l.hostname == '') : true)
      r08d23c40: (self) => self.every(
        (l) => ["TCP", "UDP"].includes(l.protocol) ? l.hostname === void 0 || l.hostname === "" : true
      ),
      // (has(self.workloadSelector)?1:0)+(has(self.endpoints)?1:0)<=1
      r0c3af608: (self) => (self.workloadSelector !== void 0 ? 1 : 0) + (self.endpoints !== void 0 ? 1 : 0) <= 1,
      // (self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/..') : true
      r0c441c9d: (self) => ["Exact", "PathPrefix"].includes(self.type) ? !self.value.endsWith("/..") : true,
      // [self.group, self.kind] in [['core','Service'], ['','Service'], ['gateway.networking.k8s.io','Gateway']]
      r0d18e0f5: (self) => isIn(
        [field(self, "group"), self.kind],
        [
          ["core", "Service"],
          ["", "Service"],
          ["gateway.networking.k8s.io", "Gateway"]
        ]
      ),
      // (has(self.filters) && self.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true
      r0fa5a331: (self) => self.filters !== void 0 && existsOne(
        self.filters,
        (f) => f.urlRewrite !== void 0 && f.urlRewrite.path !== void 0 && f.urlRewrite.path.type === "ReplacePrefixMatch" && f.urlRewrite.path.replacePrefixMatch !== void 0
      ) ? or(
        () => self.matches.length !== 1 || entry(self.matches, 0).path === void 0,
        () => entry(self.matches, 0).path.type !== "PathPrefix"
      ) ? false : true : true,
      // self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'
      r1267f055: (self) => ["Exact", "PathPrefix"].includes(self.type) || self.type === "RegularExpression",
      // (has(self.filters) && self.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true
      r14c17d52: (self) => self.filters !== void 0 && existsOne(
        self.filters,
        (f) => f.requestRedirect !== void 0 && f.requestRedirect.path !== void 0 && f.requestRedirect.path.type === "ReplacePrefixMatch" && f.requestRedirect.path.replacePrefixMatch !== void 0
      ) ? or(
        () => self.matches.length !== 1 || entry(self.matches, 0).path === void 0,
        () => entry(self.matches, 0).path.type !== "PathPrefix"
      ) ? false : true : true,
      // (self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2f') : true
      r16add9e2: (self) => ["Exact", "PathPrefix"].includes(self.type) ? !self.value.includes("%2f") : true,
      // (has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)
      r1b0040b1: (self) => (self.valueFrom !== void 0 ? self.valueFrom : "") !== "HOST" || self.value === void 0,
      // !(has(self.cors) && self.type != 'CORS')
      r1b5e24ab: (self) => !(self.cors !== void 0 && self.type !== "CORS"),
      // self.all(a1, a1.type == 'IPAddress' && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )
      r1ff45617: (self) => self.every(
        (a1) => a1.type === "IPAddress" && a1.value !== void 0 ? existsOne(self, (a2) => a2.type === a1.type && a2.value !== void 0 && a2.value === a1.value) : true
      ),
      // self.all(h, !h.contains('*') ? h.matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$') : true)
      r20123a06: (self) => self.every(
        (h) => !h.includes("*") ? matches(h, "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$") : true
      ),
      // !(has(self.addresses) && self.addresses.exists(k, k.contains('/')) && (has(self.resolution) && self.resolution != 'STATIC' && self.resolution != 'NONE'))
      r205bb752: (self) => !(self.addresses !== void 0 && self.addresses.some((k) => k.includes("/")) && self.resolution !== void 0 && self.resolution !== "STATIC" && self.resolution !== "NONE"),
      // (self.type in ['Exact','PathPrefix']) ? !self.value.contains('#') : true
      r20989435: (self) => ["Exact", "PathPrefix"].includes(self.type) ? !self.value.includes("#") : true,
      // !(has(self.percent) && has(self.fraction))
      r2179202e: (self) => !(self.percent !== void 0 && self.fraction !== void 0),
      // self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1
      r226cc5e3: (self) => self.filter((f) => f.type === "ResponseHeaderModifier").length <= 1,
      // (has(self.address) && self.address.startsWith('unix://')) ? !has(self.ports) : true
      r24c2cd4f: (self) => self.address !== void 0 && self.address.startsWith("unix://") ? self.ports === void 0 : true,
      // !(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))
      r24c3fdad: (self) => !(self.some((f) => f.type === "RequestRedirect") && self.some((f) => f.type === "URLRewrite")),
      // self.all(key, !key.contains("*"))
      r26758da2: (self) => Object.keys(self).every((key) => !key.includes("*")),
      // !(has(self.extensionRef) && self.type != 'ExtensionRef')
      r28f68457: (self) => !(self.extensionRef !== void 0 && self.type !== "ExtensionRef"),
      // (self.type in ['Exact','PathPrefix']) ? !self.value.contains('//') : true
      r2a730cba: (self) => ["Exact", "PathPrefix"].includes(self.type) ? !self.value.includes("//") : true,
      // (has(self.resolution) && self.resolution == 'DNS_ROUND_ROBIN') ? (!has(self.endpoints) || size(self.endpoints) == 1) : true
      r2d988c53: (self) => self.resolution !== void 0 && self.resolution === "DNS_ROUND_ROBIN" ? self.endpoints === void 0 || self.endpoints.length === 1 : true,
      // self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__)) ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '') && (!has(p1.port) || p1.port == 0) == (!has(p2.port) || p2.port == 0)): true))
      r30e99257: (self) => self.every(
        (p1) => self.every(
          (p2) => p1.group === p2.group && p1.kind === p2.kind && p1.name === p2.name && ((p1.namespace === void 0 || p1.namespace === "") && (p2.namespace === void 0 || p2.namespace === "") || p1.namespace !== void 0 && p2.namespace !== void 0 && p1.namespace === p2.namespace) ? (p1.sectionName === void 0 || p1.sectionName === "") === (p2.sectionName === void 0 || p2.sectionName === "") && (p1.port === void 0 || p1.port === 0) === (p2.port === void 0 || p2.port === 0) : true
        )
      ),
      // !(!has(self.extensionRef) && self.type == 'ExtensionRef')
      r32fcae1c: (self) => !(self.extensionRef === void 0 && self.type === "ExtensionRef"),
      // !(self.type != "URI" && has(self.uri) && self.uri != "")
      r3aadac42: (self) => !(self.type !== "URI" && self.uri !== void 0 && self.uri !== ""),
      // 0 < self && self <= 65535
      r3bf4e859: (self) => 0 < self && self <= 65535,
      // !(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s') && duration(self.backendRequest) > duration(self.request))
      r3f02004f: (self) => !(self.request !== void 0 && self.backendRequest !== void 0 && and(
        () => duration(self.request) !== 0,
        () => duration(self.backendRequest) > duration(self.request)
      )),
      // has(self.address) || has(self.network)
      r3ff6915a: (self) => self.address !== void 0 || self.network !== void 0,
      // self in ["", "HTTP", "HTTPS"]
      r40a7e406: (self) => ["", "HTTP", "HTTPS"].includes(self),
      // ((has(self.operation) ? self.operation : '') == 'UPSERT') ? self.value != '' : true
      r41653352: (self) => (self.operation !== void 0 ? self.operation : "") === "UPSERT" ? field(self, "value") !== "" : true,
      // self.all(t1, self.exists_one(t2, t1.port == t2.port))
      r41930737: (self) => self.every((t1) => existsOne(self, (t2) => t1.port === t2.port)),
      // (has(self.selector) && has(self.selector.matchLabels) && self.selector.matchLabels.size() > 0) || !has(self.portLevelMtls)
      r422fc8b9: (self) => self.selector !== void 0 && self.selector.matchLabels !== void 0 && Object.keys(self.selector.matchLabels).length > 0 || self.portLevelMtls === void 0,
      // (has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) &&
      // !has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true
      r4723bc5e: (self) => self.serviceAccounts !== void 0 || self.notServiceAccounts !== void 0 ? self.principals === void 0 && self.notPrincipals === void 0 && self.namespaces === void 0 && self.notNamespaces === void 0 : true,
      // !(!has(self.requestMirror) && self.type == 'RequestMirror')
      r479cd4bf: (self) => !(self.requestMirror === void 0 && self.type === "RequestMirror"),
      // self.all(key, key.split("/")[0].size() < 253)
      r4b9766f7: (self) => all(Object.keys(self), (key) => characters(entry(key.split("/"), 0)) < 253),
      // (has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1
      r4cb7bfad: (self) => (self.jwksUri !== void 0 ? 1 : 0) + (self.jwks_uri !== void 0 ? 1 : 0) + (self.jwks !== void 0 ? 1 : 0) <= 1,
      // self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true
      r4dba3b1d: (self) => self.type === "ReplacePrefixMatch" ? self.replacePrefixMatch !== void 0 : true,
      // self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1
      r501e61ba: (self) => self.filter((f) => f.type === "RequestHeaderModifier").length <= 1,
      // !(!has(self.cors) && self.type == 'CORS')
      r53315200: (self) => !(self.cors === void 0 && self.type === "CORS"),
      // ((has(self.operation) ? self.operation : "") == "REMOVE") ? !has(self.value) : true
      r5b3ceead: (self) => (self.operation !== void 0 ? self.operation : "") === "REMOVE" ? self.value === void 0 : true,
      // self.all(l1, !has(l1.name) || self.exists_one(l2, has(l2.name) && l1.name == l2.name))
      r5d343ad9: (self) => self.every(
        (l1) => l1.name === void 0 || existsOne(self, (l2) => l2.name !== void 0 && l1.name === l2.name)
      ),
      // (self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2F') : true
      r5f510e91: (self) => ["Exact", "PathPrefix"].includes(self.type) ? !self.value.includes("%2F") : true,
      // self.filter(f, f.type == 'URLRewrite').size() <= 1
      r61ed15b8: (self) => self.filter((f) => f.type === "URLRewrite").length <= 1,
      // !(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates) && self.wellKnownCACertificates != "")
      r65c1b111: (self) => !(self.caCertificateRefs !== void 0 && self.caCertificateRefs.length > 0 && self.wellKnownCACertificates !== void 0 && self.wellKnownCACertificates !== ""),
      // ((has(self.operation) ? self.operation : '') == 'REMOVE') ? !has(self.value) : true
      r675e0ac1: (self) => (self.operation !== void 0 ? self.operation : "") === "REMOVE" ? self.value === void 0 : true,
      // (self.type in ['Exact','PathPrefix']) ? self.value.matches(r"""^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$""") : true
      r67736b8f: (self) => ["Exact", "PathPrefix"].includes(self.type) ? matches(self.value, "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$") : true,
      // self.all(key, !key.contains('*'))
      r6918a7ab: (self) => Object.keys(self).every((key) => !key.includes("*")),
      // has(self.type) ? has(self.service) || has(self.method) : true
      r6cb81017: (self) => self.type !== void 0 ? self.service !== void 0 || self.method !== void 0 : true,
      // !self.contains("*")
      r6d84550d: (self) => !self.includes("*"),
      // !(self.type == "URI" && (!has(self.uri) || self.uri == ""))
      r6f0bb440: (self) => !(self.type === "URI" && (self.uri === void 0 || self.uri === "")),
      // self != "*"
      r7451de17: (self) => self !== "*",
      // !(!has(self.urlRewrite) && self.type == 'URLRewrite')
      r769cafeb: (self) => !(self.urlRewrite === void 0 && self.type === "URLRewrite"),
      // (!has(self.type) || self.type == 'Exact') && has(self.method) ? self.method.matches(r"""^[A-Za-z_][A-Za-z_0-9]*$"""): true
      r7797fc31: (self) => (self.type === void 0 || self.type === "Exact") && self.method !== void 0 ? matches(self.method, "^[A-Za-z_][A-Za-z_0-9]*$") : true,
      // self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)
      r78a77239: (self) => self.every((l) => ["HTTP", "TCP", "UDP"].includes(l.protocol) ? l.tls === void 0 : true),
      // self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))
      r79a48446: (self) => self.every(
        (l) => l.protocol === "TLS" ? l.tls !== void 0 && l.tls.mode !== void 0 && l.tls.mode !== "" : true
      ),
      // (has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true
      r7b6fa208: (self) => (self.address !== void 0 ? self.address : "").startsWith("unix://") ? self.ports === void 0 : true,
      // !(has(self.requestHeaderModifier) && self.type != 'RequestHeaderModifier')
      r7b8cf868: (self) => !(self.requestHeaderModifier !== void 0 && self.type !== "RequestHeaderModifier"),
      // url(self).getScheme() in ['http', 'https']
      r7f40f7df: (self) => ["http", "https"].includes(url(self).scheme),
      // (has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters) || self.filters.all(f, !has(f.requestRedirect))): true
      r80d5779a: (self) => self.backendRefs !== void 0 && self.backendRefs.length > 0 ? self.filters === void 0 || self.filters.every((f) => f.requestRedirect === void 0) : true,
      // (self.size() > 0 ? (has(self[0].matches) ? self[0].matches.size() : 0) : 0) + (self.size() > 1 ? (has(self[1].matches) ? self[1].matches.size() : 0) : 0) + (self.size() > 2 ? (has(self[2].matches) ? self[2].matches.size() : 0) : 0) + (self.size() > 3 ? (has(self[3].matches) ? self[3].matches.size() : 0) : 0) + (self.size() > 4 ? (has(self[4].matches) ? self[4].matches.size() : 0) : 0) + (self.size() > 5 ? (has(self[5].matches) ? self[5].matches.size() : 0) : 0) + (self.size() > 6 ? (has(self[6].matches) ? self[6].matches.size() : 0) : 0) + (self.size() > 7 ? (has(self[7].matches) ? self[7].matches.size() : 0) : 0) + (self.size() > 8 ? (has(self[8].matches) ? self[8].matches.size() : 0) : 0) + (self.size() > 9 ? (has(self[9].matches) ? self[9].matches.size() : 0) : 0) + (self.size() > 10 ? (has(self[10].matches) ? self[10].matches.size() : 0) : 0) + (self.size() > 11 ? (has(self[11].matches) ? self[11].matches.size() : 0) : 0) + (self.size() > 12 ? (has(self[12].matches) ? self[12].matches.size() : 0) : 0) + (self.size() > 13 ? (has(self[13].matches) ? self[13].matches.size() : 0) : 0) + (self.size() > 14 ? (has(self[14].matches) ? self[14].matches.size() : 0) : 0) + (self.size() > 15 ? (has(self[15].matches) ? self[15].matches.size() : 0) : 0) <= 128
      r837b88f5: (self) => (self.length > 0 ? entry(self, 0).matches !== void 0 ? entry(self, 0).matches.length : 0 : 0) + (self.length > 1 ? entry(self, 1).matches !== void 0 ? entry(self, 1).matches.length : 0 : 0) + (self.length > 2 ? entry(self, 2).matches !== void 0 ? entry(self, 2).matches.length : 0 : 0) + (self.length > 3 ? entry(self, 3).matches !== void 0 ? entry(self, 3).matches.length : 0 : 0) + (self.length > 4 ? entry(self, 4).matches !== void 0 ? entry(self, 4).matches.length : 0 : 0) + (self.length > 5 ? entry(self, 5).matches !== void 0 ? entry(self, 5).matches.length : 0 : 0) + (self.length > 6 ? entry(self, 6).matches !== void 0 ? entry(self, 6).matches.length : 0 : 0) + (self.length > 7 ? entry(self, 7).matches !== void 0 ? entry(self, 7).matches.length : 0 : 0) + (self.length > 8 ? entry(self, 8).matches !== void 0 ? entry(self, 8).matches.length : 0 : 0) + (self.length > 9 ? entry(self, 9).matches !== void 0 ? entry(self, 9).matches.length : 0 : 0) + (self.length > 10 ? entry(self, 10).matches !== void 0 ? entry(self, 10).matches.length : 0 : 0) + (self.length > 11 ? entry(self, 11).matches !== void 0 ? entry(self, 11).matches.length : 0 : 0) + (self.length > 12 ? entry(self, 12).matches !== void 0 ? entry(self, 12).matches.length : 0 : 0) + (self.length > 13 ? entry(self, 13).matches !== void 0 ? entry(self, 13).matches.length : 0 : 0) + (self.length > 14 ? entry(self, 14).matches !== void 0 ? entry(self, 14).matches.length : 0 : 0) + (self.length > 15 ? entry(self, 15).matches !== void 0 ? entry(self, 15).matches.length : 0 : 0) <= 128,
      // self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || ( has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName)) && (((!has(p1.port) || p1.port == 0) && (!has(p2.port) || p2.port == 0)) || (has(p1.port) && has(p2.port) && p1.port == p2.port))))
      r8392cce9: (self) => self.every(
        (p1) => existsOne(
          self,
          (p2) => p1.group === p2.group && p1.kind === p2.kind && p1.name === p2.name && ((p1.namespace === void 0 || p1.namespace === "") && (p2.namespace === void 0 || p2.namespace === "") || p1.namespace !== void 0 && p2.namespace !== void 0 && p1.namespace === p2.namespace) && ((p1.sectionName === void 0 || p1.sectionName === "") && (p2.sectionName === void 0 || p2.sectionName === "") || p1.sectionName !== void 0 && p2.sectionName !== void 0 && p1.sectionName === p2.sectionName) && ((p1.port === void 0 || p1.port === 0) && (p2.port === void 0 || p2.port === 0) || p1.port !== void 0 && p2.port !== void 0 && p1.port === p2.port)
        )
      ),
      // self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true
      r85716a2b: (self) => self.type === "ReplaceFullPath" ? self.replaceFullPath !== void 0 : true,
      // isURL(self) ? (url(self).getScheme() in ["", "http", "https", "oci", "file"]) : (isURL("http://" + self) &&
      // url("http://" + self).getScheme() in ["", "http", "https", "oci", "file"])
      r895e58fc: (self) => isURL(self) ? ["", "http", "https", "oci", "file"].includes(url(self).scheme) : isURL("http://" + self) && ["", "http", "https", "oci", "file"].includes(url("http://" + self).scheme),
      // (has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1
      r89646882: (self) => (self.selector !== void 0 ? 1 : 0) + (self.targetRef !== void 0 ? 1 : 0) + (self.targetRefs !== void 0 ? 1 : 0) <= 1,
      // self.all(key, key.size() != 0)
      r8a1f9f4d: (self) => Object.keys(self).every((key) => characters(key) !== 0),
      // (self.type in ['Exact','PathPrefix']) ? !self.value.contains('/./') : true
      r8c3f86ff: (self) => ["Exact", "PathPrefix"].includes(self.type) ? !self.value.includes("/./") : true,
      // self.startsWith('unix://') ? !self.endsWith('/') : true
      r8d2a3d64: (self) => self.startsWith("unix://") ? !self.endsWith("/") : true,
      // (has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1
      r95dbd45e: (self) => (self.workloadSelector !== void 0 ? 1 : 0) + (self.endpoints !== void 0 ? 1 : 0) <= 1,
      // has(self.portLevelMtls) ? (((has(self.selector) && has(self.selector.matchLabels)) ? self.selector.matchLabels : {}).size() > 0) : true
      r95e3836a: (self) => self.portLevelMtls !== void 0 ? Object.keys(
        self.selector !== void 0 && self.selector.matchLabels !== void 0 ? self.selector.matchLabels : {}
      ).length > 0 : true,
      // !(!has(self.requestRedirect) && self.type == 'RequestRedirect')
      r96f72312: (self) => !(self.requestRedirect === void 0 && self.type === "RequestRedirect"),
      // ((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true
      r979d36ca: (self) => (self.resolution !== void 0 ? self.resolution : "NONE") === "NONE" ? self.endpoints === void 0 : true,
      // isURL(self) ? (url(self).getScheme() in ['', 'http', 'https', 'oci', 'file']) : (isURL('http://' + self) && url('http://' +self).getScheme() in ['', 'http', 'https', 'oci', 'file'])
      r97f9f966: (self) => isURL(self) ? ["", "http", "https", "oci", "file"].includes(url(self).scheme) : isURL("http://" + self) && ["", "http", "https", "oci", "file"].includes(url("http://" + self).scheme),
      // (has(self.selector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1
      r9c8b2fa1: (self) => (self.selector !== void 0 ? 1 : 0) + (self.targetRefs !== void 0 ? 1 : 0) <= 1,
      // self.all(key, key.matches(r"""^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$"""))
      r9d8358ec: (self) => Object.keys(self).every(
        (key) => matches(
          key,
          "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$"
        )
      ),
      // self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true
      r9e3044fa: (self) => self.startsWith("unix://") ? or(
        () => substring(self, 7, 8) === "/",
        () => substring(self, 7, 8) === "@"
      ) : true,
      // !(self.type == "Hostname" && (!has(self.hostname) || self.hostname == ""))
      r9f2f8a20: (self) => !(self.type === "Hostname" && (self.hostname === void 0 || self.hostname === "")),
      // self.all(key, size(key) < 63 && key.matches('^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$'))
      ra03cc009: (self) => Object.keys(self).every(
        (key) => characters(key) < 63 && matches(key, "^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$")
      ),
      // !(!has(self.responseHeaderModifier) && self.type == 'ResponseHeaderModifier')
      ra900d763: (self) => !(self.responseHeaderModifier === void 0 && self.type === "ResponseHeaderModifier"),
      // self != '*'
      racc83d40: (self) => self !== "*",
      // self.all(key, 0 < int(key) && int(key) <= 65535)
      rae781996: (self) => all(
        Object.keys(self),
        (key) => and(
          () => 0 < int(key),
          () => int(key) <= 65535
        )
      ),
      // self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))))
      rae7c04b5: (self) => self.every(
        (p1) => existsOne(
          self,
          (p2) => p1.group === p2.group && p1.kind === p2.kind && p1.name === p2.name && ((p1.sectionName === void 0 || p1.sectionName === "") && (p2.sectionName === void 0 || p2.sectionName === "") || p1.sectionName !== void 0 && p2.sectionName !== void 0 && p1.sectionName === p2.sectionName)
        )
      ),
      // !((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/")) && !((has(self.resolution) ? self.resolution : "NONE") in ["STATIC", "NONE"]))
      rae7cd287: (self) => !((self.addresses !== void 0 ? self.addresses : []).some((k) => k.includes("/")) && !["STATIC", "NONE"].includes(self.resolution !== void 0 ? self.resolution : "NONE")),
      // self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)
      raec2bd59: (self) => self.every(
        (l) => l.protocol === "HTTPS" && l.tls !== void 0 ? l.tls.mode === "" || l.tls.mode === "Terminate" : true
      ),
      // duration(self) >= duration('1ms')
      rb285c881: (self) => duration(self) >= 1e6,
      // self.all(h, h.contains('*') ? (h.startsWith('*.') && h.substring(2).matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$')) : true)
      rb31a373d: (self) => all(
        self,
        (h) => h.includes("*") ? h.startsWith("*.") && matches(substring(h, 2), "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$") : true
      ),
      // (has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 || has(self.wellKnownCACertificates) && self.wellKnownCACertificates != "")
      rb34e39db: (self) => self.caCertificateRefs !== void 0 && self.caCertificateRefs.length > 0 || self.wellKnownCACertificates !== void 0 && self.wellKnownCACertificates !== "",
      // self.all(l1, self.exists_one(l2, l1.name == l2.name))
      rb3c66e24: (self) => self.every((l1) => existsOne(self, (l2) => l1.name === l2.name)),
      // !(self.type != "Hostname" && has(self.hostname) && self.hostname != "")
      rb8b9b475: (self) => !(self.type !== "Hostname" && self.hostname !== void 0 && self.hostname !== ""),
      // (has(self.valueFrom) ? self.valueFrom : '') != 'HOST' || !has(self.value)
      rbbb8c5c5: (self) => (self.valueFrom !== void 0 ? self.valueFrom : "") !== "HOST" || self.value === void 0,
      // !(has(self.urlRewrite) && self.type != 'URLRewrite')
      rbc36c2fa: (self) => !(self.urlRewrite !== void 0 && self.type !== "URLRewrite"),
      // !(has(self.requestRedirect) && self.type != 'RequestRedirect')
      rbec67f21: (self) => !(self.requestRedirect !== void 0 && self.type !== "RequestRedirect"),
      // has(self.context) ? ((self.context == "WAYPOINT") ? has(self.waypoint) : !has(self.waypoint)) : !has(self.waypoint)
      rbf8edd11: (self) => self.context !== void 0 ? self.context === "WAYPOINT" ? self.waypoint !== void 0 : self.waypoint === void 0 : self.waypoint === void 0,
      // (has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true
      rbf9fd433: (self) => self.backendRefs !== void 0 && existsOne(
        self.backendRefs,
        (b) => b.filters !== void 0 && existsOne(
          b.filters,
          (f) => f.urlRewrite !== void 0 && f.urlRewrite.path !== void 0 && f.urlRewrite.path.type === "ReplacePrefixMatch" && f.urlRewrite.path.replacePrefixMatch !== void 0
        )
      ) ? or(
        () => self.matches.length !== 1 || entry(self.matches, 0).path === void 0,
        () => entry(self.matches, 0).path.type !== "PathPrefix"
      ) ? false : true : true,
      // has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true
      rc04f03f4: (self) => self.replaceFullPath !== void 0 ? self.type === "ReplaceFullPath" : true,
      // !(has(self.responseHeaderModifier) && self.type != 'ResponseHeaderModifier')
      rc0838ca9: (self) => !(self.responseHeaderModifier !== void 0 && self.type !== "ResponseHeaderModifier"),
      // self.filter(f, f.type == 'RequestRedirect').size() <= 1
      rc1f6cb74: (self) => self.filter((f) => f.type === "RequestRedirect").length <= 1,
      // self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$"))
      rc2aa73ba: (self) => Object.keys(self).every(
        (key) => characters(key) < 63 && matches(key, "^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$")
      ),
      // !(has(self.requestMirror) && self.type != 'RequestMirror')
      rc2c4ceb3: (self) => !(self.requestMirror !== void 0 && self.type !== "RequestMirror"),
      // (self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/.') : true
      rc36405e2: (self) => ["Exact", "PathPrefix"].includes(self.type) ? !self.value.endsWith("/.") : true,
      // self.numerator <= self.denominator
      rc7c8b7bb: (self) => self.numerator <= self.denominator,
      // self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '')) : true))
      rc931cd54: (self) => self.every(
        (p1) => self.every(
          (p2) => p1.group === p2.group && p1.kind === p2.kind && p1.name === p2.name && ((p1.namespace === void 0 || p1.namespace === "") && (p2.namespace === void 0 || p2.namespace === "") || p1.namespace !== void 0 && p2.namespace !== void 0 && p1.namespace === p2.namespace) ? (p1.sectionName === void 0 || p1.sectionName === "") === (p2.sectionName === void 0 || p2.sectionName === "") : true
        )
      ),
      // url(self).getScheme() in ["http", "https"]
      rcc426255: (self) => ["http", "https"].includes(url(self).scheme),
      // (self.type in ['Exact','PathPrefix']) ? !self.value.contains('/../') : true
      rced0ffea: (self) => ["Exact", "PathPrefix"].includes(self.type) ? !self.value.includes("/../") : true,
      // (self.type in ['Exact','PathPrefix']) ? self.value.startsWith('/') : true
      rd1b1dcc5: (self) => ["Exact", "PathPrefix"].includes(self.type) ? self.value.startsWith("/") : true,
      // self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))
      rd31959b5: (self) => self.every(
        (l1) => existsOne(
          self,
          (l2) => l1.port === l2.port && l1.protocol === l2.protocol && (l1.hostname !== void 0 && l2.hostname !== void 0 ? l1.hostname === l2.hostname : l1.hostname === void 0 && l2.hostname === void 0)
        )
      ),
      // self.size() == 0
      rd6caec74: (self) => characters(self) === 0,
      // ((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true
      rd6ce7f01: (self) => (self.operation !== void 0 ? self.operation : "") === "UPSERT" ? field(self, "value") !== "" : true,
      // self.type == 'Hostname' ? (!has(self.value) || self.value.matches(r"""^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$""")): true
      rdac2850f: (self) => self.type === "Hostname" ? self.value === void 0 || matches(self.value, "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$") : true,
      // [self.group, self.kind] in [['core','Service'], ['','Service'], ['gateway.networking.k8s.io','Gateway'], ['networking.istio.io','ServiceEntry']]
      rdc46d238: (self) => isIn(
        [field(self, "group"), self.kind],
        [
          ["core", "Service"],
          ["", "Service"],
          ["gateway.networking.k8s.io", "Gateway"],
          ["networking.istio.io", "ServiceEntry"]
        ]
      ),
      // (self.size() > 0 ? self[0].matches.size() : 0) + (self.size() > 1 ? self[1].matches.size() : 0) + (self.size() > 2 ? self[2].matches.size() : 0) + (self.size() > 3 ? self[3].matches.size() : 0) + (self.size() > 4 ? self[4].matches.size() : 0) + (self.size() > 5 ? self[5].matches.size() : 0) + (self.size() > 6 ? self[6].matches.size() : 0) + (self.size() > 7 ? self[7].matches.size() : 0) + (self.size() > 8 ? self[8].matches.size() : 0) + (self.size() > 9 ? self[9].matches.size() : 0) + (self.size() > 10 ? self[10].matches.size() : 0) + (self.size() > 11 ? self[11].matches.size() : 0) + (self.size() > 12 ? self[12].matches.size() : 0) + (self.size() > 13 ? self[13].matches.size() : 0) + (self.size() > 14 ? self[14].matches.size() : 0) + (self.size() > 15 ? self[15].matches.size() : 0) <= 128
      rdfef9215: (self) => (self.length > 0 ? entry(self, 0).matches.length : 0) + (self.length > 1 ? entry(self, 1).matches.length : 0) + (self.length > 2 ? entry(self, 2).matches.length : 0) + (self.length > 3 ? entry(self, 3).matches.length : 0) + (self.length > 4 ? entry(self, 4).matches.length : 0) + (self.length > 5 ? entry(self, 5).matches.length : 0) + (self.length > 6 ? entry(self, 6).matches.length : 0) + (self.length > 7 ? entry(self, 7).matches.length : 0) + (self.length > 8 ? entry(self, 8).matches.length : 0) + (self.length > 9 ? entry(self, 9).matches.length : 0) + (self.length > 10 ? entry(self, 10).matches.length : 0) + (self.length > 11 ? entry(self, 11).matches.length : 0) + (self.length > 12 ? entry(self, 12).matches.length : 0) + (self.length > 13 ? entry(self, 13).matches.length : 0) + (self.length > 14 ? entry(self, 14).matches.length : 0) + (self.length > 15 ? entry(self, 15).matches.length : 0) <= 128,
      // (!has(self.resolution) || self.resolution == 'NONE') ? !has(self.endpoints) : true
      re0c3091d: (self) => self.resolution === void 0 || self.resolution === "NONE" ? self.endpoints === void 0 : true,
      // (has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1
      re1938d85: (self) => (self.workloadSelector !== void 0 ? 1 : 0) + (self.targetRefs !== void 0 ? 1 : 0) <= 1,
      // !('*' in self && self.size() > 1)
      re2610261: (self) => !(self.includes("*") && self.length > 1),
      // has(self.wasm) != has(self.lua)
      re29690d9: (self) => self.wasm !== void 0 !== (self.lua !== void 0),
      // self.all(l1, self.exists_one(l2, l1.number == l2.number))
      re33b2a39: (self) => self.every((l1) => existsOne(self, (l2) => l1.number === l2.number)),
      // self.all(l1, !has(l1.port) || self.exists_one(l2, has(l2.port) && l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))
      re3e62c2a: (self) => self.every(
        (l1) => l1.port === void 0 || existsOne(
          self,
          (l2) => l2.port !== void 0 && l1.port === l2.port && l1.protocol === l2.protocol && (l1.hostname !== void 0 && l2.hostname !== void 0 ? l1.hostname === l2.hostname : l1.hostname === void 0 && l2.hostname === void 0)
        )
      ),
      // (has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1
      re533e1c0: (self) => (self.tlsCertificates !== void 0 ? 1 : 0) + (self.credentialNames !== void 0 ? 1 : 0) <= 1,
      // (has(self.selector)?1:0)+(has(self.targetRef)?1:0)+(has(self.targetRefs)?1:0)<=1
      re6a50596: (self) => (self.selector !== void 0 ? 1 : 0) + (self.targetRef !== void 0 ? 1 : 0) + (self.targetRefs !== void 0 ? 1 : 0) <= 1,
      // self in ['', 'HTTP', 'HTTPS']
      re7a90c31: (self) => ["", "HTTP", "HTTPS"].includes(self),
      // (has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1
      re873d174: (self) => (self.credentialNames !== void 0 ? 1 : 0) + (self.tlsCertificates !== void 0 ? 1 : 0) <= 1,
      // self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == '') && (!has(p2.__namespace__) || p2.__namespace__ == '')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ )) && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))))
      re906342c: (self) => self.every(
        (p1) => existsOne(
          self,
          (p2) => p1.group === p2.group && p1.kind === p2.kind && p1.name === p2.name && ((p1.namespace === void 0 || p1.namespace === "") && (p2.namespace === void 0 || p2.namespace === "") || p1.namespace !== void 0 && p2.namespace !== void 0 && p1.namespace === p2.namespace) && ((p1.sectionName === void 0 || p1.sectionName === "") && (p2.sectionName === void 0 || p2.sectionName === "") || p1.sectionName !== void 0 && p2.sectionName !== void 0 && p1.sectionName === p2.sectionName)
        )
      ),
      // !(!has(self.requestHeaderModifier) && self.type == 'RequestHeaderModifier')
      reb3032de: (self) => !(self.requestHeaderModifier === void 0 && self.type === "RequestHeaderModifier"),
      // (has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1
      red1c6e37: (self) => (self.credentialName !== void 0 ? 1 : 0) + (self.credentialNames !== void 0 ? 1 : 0) <= 1,
      // self.filter(f, f.type == 'CORS').size() <= 1
      ree6a308c: (self) => self.filter((f) => f.type === "CORS").length <= 1,
      // self.startsWith('unix://') ? (self.substring(7,8) == '/' || self.substring(7,8) == '@') : true
      ref79c5c9: (self) => self.startsWith("unix://") ? or(
        () => substring(self, 7, 8) === "/",
        () => substring(self, 7, 8) === "@"
      ) : true,
      // self.all(a1, a1.type == 'Hostname'  && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )
      rf109da0c: (self) => self.every(
        (a1) => a1.type === "Hostname" && a1.value !== void 0 ? existsOne(self, (a2) => a2.type === a1.type && a2.value !== void 0 && a2.value === a1.value) : true
      ),
      // self.mode == 'Terminate' ? size(self.certificateRefs) > 0 || size(self.options) > 0 : true
      rf161b726: (self) => self.mode === "Terminate" ? or(
        () => field(self, "certificateRefs").length > 0,
        () => Object.keys(field(self, "options")).length > 0
      ) : true,
      // ((has(self.resolution) ? self.resolution : "") == "DNS_ROUND_ROBIN") ? ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true
      rf8aacd3a: (self) => (self.resolution !== void 0 ? self.resolution : "") === "DNS_ROUND_ROBIN" ? (self.endpoints !== void 0 ? self.endpoints : []).length <= 1 : true,
      // (has(self.workloadSelector)?1:0)+(has(self.targetRefs)?1:0)<=1
      rf8fbd77b: (self) => (self.workloadSelector !== void 0 ? 1 : 0) + (self.targetRefs !== void 0 ? 1 : 0) <= 1,
      // isURL(self) ? (url(self).getScheme() in ["", "http", "https", "file", "oci"]) : (isURL("http://" + self) &&
      // url("http://" + self).getScheme() in ["", "http", "https", "file", "oci"])
      rfb715cf0: (self) => isURL(self) ? ["", "http", "https", "file", "oci"].includes(url(self).scheme) : isURL("http://" + self) && ["", "http", "https", "file", "oci"].includes(url("http://" + self).scheme),
      // (!has(self.type) || self.type == 'Exact') && has(self.service) ? self.service.matches(r"""^(?i)\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$"""): true
      rfb8615af: (self) => (self.type === void 0 || self.type === "Exact") && self.service !== void 0 ? matches(self.service, "^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$") : true,
      // !self.contains('*')
      rff502b73: (self) => !self.includes("*")
    };
  }
});

// ../../tmp/fuzz/mut.ts
var import_node_fs2 = require("node:fs");

// lib/validation/schema/store.ts
var import_node_fs = require("node:fs");
var import_node_path = require("node:path");
var folder = (0, import_node_path.join)(__dirname, "../../../schemas");
var prefixes = {
  istio: "",
  "gateway-api": "gateway-api-",
  kubernetes: "kubernetes-"
};
var kubernetes = "kubernetes-1.34";
var index;
var files = /* @__PURE__ */ new Map();
function schemaIndex() {
  index ??= JSON.parse((0, import_node_fs.readFileSync)((0, import_node_path.join)(folder, "index.json"), "utf8"));
  return index;
}
function kindOf(product, release, kind) {
  const { kinds } = schemaIndex()[product];
  const row = Object.hasOwn(kinds, kind) ? kinds[kind] : void 0;
  const since = row?.changedIn.findLast((changed) => !isLater(changed, release));
  return since === void 0 ? void 0 : read(`${prefixes[product]}${since}`, kind);
}
function isLater(version, than) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [thanMajor = 0, thanMinor = 0] = than.split(".").map(Number);
  return major > thanMajor || major === thanMajor && minor > thanMinor;
}
function read(release, kind) {
  const path = (0, import_node_path.join)(release, `${kind}.json`);
  const known = files.get(path);
  if (known !== void 0) return known;
  const stored = JSON.parse((0, import_node_fs.readFileSync)((0, import_node_path.join)(folder, path), "utf8"));
  const file = { ...stored, schemas: scopeOf(stored.shared, release === kubernetes) };
  files.set(path, file);
  return file;
}
function scopeOf(shared, nullIsEmpty) {
  const scope = {
    checks: /* @__PURE__ */ new Map(),
    resolve: (ref) => {
      if (typeof ref === "number") return { schema: shared[ref], scope };
      if (typeof ref !== "string") return { schema: ref, scope };
      const other = read(kubernetes, ref);
      return other.schemas.resolve(other.versions.v1);
    },
    rule: (name) => ruleNamed(name),
    ...nullIsEmpty && { nullIsEmpty: true }
  };
  return scope;
}
function ruleNamed(name) {
  const { rules: rules2 } = (init_rules(), __toCommonJS(rules_exports));
  const rule = rules2[name];
  if (rule === void 0) throw new Error(`schemas/rules.ts has no rule ${name}: run npm run import`);
  return rule;
}

// ../../tmp/fuzz/mut.ts
var seed = Number(process.argv[2] ?? 1);
var N = Number(process.argv[3] ?? 5e3);
var only = process.argv[4];
var rnd = () => {
  seed = seed * 1664525 + 1013904223 >>> 0;
  return seed / 2 ** 32;
};
var pick = (a) => a[Math.floor(rnd() * a.length)];
var rows = (0, import_node_fs2.readFileSync)("/work/shared/findings/objects.jsonl", "utf8").trim().split("\n").map((l) => JSON.parse(l)).filter((r) => r.api.code < 300 && (!only || r.kind === only));
var scen = (0, import_node_fs2.readFileSync)("/work/shared/findings/scenarios.jsonl", "utf8").trim().split("\n").flatMap((l) => JSON.parse(l).objects).filter((o) => /istio\.io/.test(o.apiVersion) && (!only || o.kind === only));
var base = [...rows.map((r) => r.object), ...scen.filter((_, i) => i % 7 === 0)];
var texts = ["", "a", "A", "a.b", "a_b", "-a", "*", "*.a", "*a", "*-a.b", "a.*", "a.b.", ".a", "a/b", "./a", "*/*", "~/a.b", "a/", "/a", "/", "10.0.0.1", "10.0.0.0/8", "10.0.0.0/33", "::1", "fe80::1%e", "01.2.3.4", "1", "80", "65536", "-1", "1s", "0s", "1ms", "1us", "1.5s", "0.5ms", "1h", "1d", "x", "http", "HTTP", "https", "HTTPS", "TCP", "UDP", "tls", "MONGO", "HTTP_PROXY", "mesh", "istio-system/gw", "reviews", "reviews.demo.svc.cluster.local", "a".repeat(63), "a".repeat(64), "a".repeat(300), "(", "[a", "a+", "a{1001}", "(?i)a", "\\d+", "%", "%%", "%A%", "%REQ(x)%", "%REQ([", '"', "unix:///a", "unix://@a", "unix://", "unix://a", "unix:///a/", ":8080", "127.0.0.1:80", "[::1]:80", "8.8.8.8:80", "127.0.0.1:x", "{*}", "/{*}/a", "/a/{**}", "{**}/a", "/a{*}", "GET", "get", "Host", "host", ":authority", ":path", "x-a", "x a", "@request.auth.claims.a", "@request.auth.claims[a][b]", "@request.auth.claims", "request.headers[x]", "source.ip", "source.namespace", "request.auth.claims[a]", "destination.port", "connection.sni", "nonsense", "configmap://a/b", "configmap://orchard/b", "configmap://a", "kubernetes://a", "oci://a/b:1", "file:///a", "ftp://a", "http://a", "https://a/b#c", "http://[::1", "http://a b", "a b", "default", ".", "~", "*/a.b", "ns/a.b", "ns/*.b", "ns/a*.b", "outbound_.80_._.a.b", "outbound_80", "5xx", "5xx,reset", "503", "999", "5xx, reset", "NOT_FOUND", "CONNECT", "POST", "PUT", "topology.kubernetes.io/region", "a/b/c", "a/*", "*/b", "a/b/c/d", "response.code >= 400", "a ? b : c", "a ?", "1 + ", "has(a.b)", "a.b[0]", '"a" in b', "{", "[1,2]", '{"keys":[]}', '{"keys":[{"kty":"RSA"}]}', '{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}', '{"kty":"EC"}', "{}", "[]", "null", "true", "cluster.local/ns/a/sa/b", "spiffe://a", "\xFCnicode", "a	b", "a\nb", "PERMISSIVE", "\xE9.example"];
var nums = [-1, 0, 1, 2, 50, 99, 100, 101, 199, 200, 300, 301, 399, 400, 599, 600, 601, 80, 443, 65535, 65536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 0.5, 1e-4, 1e-5, 100.5, 7, 11, 13, 5000011, 1e6];
function gen(file, ref, depth) {
  const { schema, scope } = file.resolve(ref);
  const s = schema;
  const f = scope;
  if (s.enum) return pick(s.enum);
  if (s.intOrString) return pick([1, "a"]);
  switch (s.type) {
    case "string":
      return pick(texts);
    case "integer":
      return pick(nums.filter(Number.isInteger));
    case "number":
      return pick(nums);
    case "boolean":
      return rnd() < 0.5;
    case "array":
      return Array.from({ length: pick([0, 1, 1, 1, 2, 3]) }, () => depth > 6 ? void 0 : gen(f, s.items, depth + 1)).filter((x) => x !== void 0);
    case "object": {
      if (s.additionalProperties && s.additionalProperties !== true) {
        const o2 = {};
        for (let i = 0; i < pick([0, 1, 1, 2]); i++) o2[pick(texts)] = gen(f, s.additionalProperties, depth + 1);
        return o2;
      }
      const o = {};
      const names = Object.keys(s.properties ?? {});
      const one = s.oneOf?.flatMap((x) => f.resolve(x).schema.required ?? []) ?? [];
      const chosen = one.length ? pick([...one, void 0]) : void 0;
      for (const n of names) {
        if (one.includes(n) ? n === chosen : s.required?.includes(n) || rnd() < (depth > 4 ? 0.15 : 0.3)) o[n] = gen(f, s.properties[n], depth + 1);
      }
      return o;
    }
    default:
      return s.preserve ? pick([{}, { a: 1 }, null, { name: "x" }]) : {};
  }
}
var out = [];
for (let i = 0; i < N; i++) {
  const o = structuredClone(pick(base));
  o.metadata.name = o.metadata.name ?? "a";
  const file = kindOf("istio", "1.30", o.kind);
  if (!file) continue;
  const version = o.apiVersion.split("/")[1];
  if (!file.versions[version]) continue;
  const spots = [];
  const walk = (v, ref, scope) => {
    const { schema: s, scope: f } = scope.resolve(ref);
    if (Array.isArray(v)) {
      v.forEach((_, k) => {
        if (s.items) {
          spots.push({ parent: v, key: k, ref: s.items, scope: f });
          walk(v[k], s.items, f);
        }
      });
    } else if (v && typeof v === "object") {
      for (const k of Object.keys(s.properties ?? {})) {
        spots.push({ parent: v, key: k, ref: s.properties[k], scope: f });
        if (v[k] !== void 0) walk(v[k], s.properties[k], f);
      }
      if (s.additionalProperties && s.additionalProperties !== true) {
        for (const k of Object.keys(v)) {
          spots.push({ parent: v, key: k, ref: s.additionalProperties, scope: f });
          walk(v[k], s.additionalProperties, f);
        }
        spots.push({ parent: v, key: pick(texts), ref: s.additionalProperties, scope: f });
      }
    }
  };
  const root = file.schemas.resolve(file.versions[version]);
  const specRef = root.schema.properties.spec;
  if (o.spec) walk(o.spec, specRef, root.scope);
  for (let m = 0; m < pick([1, 1, 1, 2, 3]); m++) {
    if (!spots.length) {
      o.spec = gen(root.scope, specRef, 0);
      break;
    }
    const s = pick(spots);
    const r = rnd();
    if (r < 0.15) {
      if (Array.isArray(s.parent)) s.parent.splice(s.key, 1);
      else delete s.parent[s.key];
    } else if (r < 0.2 && Array.isArray(s.parent)) s.parent.push(structuredClone(s.parent[s.key]));
    else if (r < 0.23) s.parent[s.key] = null;
    else if (r < 0.25) s.parent[s.key] = pick([{}, [], "", 0, false]);
    else s.parent[s.key] = gen(s.scope, s.ref, 3);
  }
  if (rnd() < 0.05) {
    o.metadata.annotations = { [pick(["istio.io/dry-run", "internal.istio.io/parents", "a/b", "x"])]: pick(["true", "yes", "", "x"]) };
  }
  if (rnd() < 0.03) {
    o.metadata.labels = { "istio.io/use-waypoint": pick(["a", "none", "None", ""]) };
  }
  out.push(JSON.stringify({ id: `m${i}`, object: o }));
}
(0, import_node_fs2.writeFileSync)(process.argv[5] ?? "/tmp/fuzz/in.jsonl", out.join("\n") + "\n");
console.log(out.length);
