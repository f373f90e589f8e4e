// What the scripts in static/ count on, for the check of their types: what they share and tell each other, what the
// pages hold, what they use of htmx. Nothing of it is served. In words: docs/scripts.md.

// What they share: made in shared.js and requests.js ------------------------------------------------------------------

interface Mosaic {
  main(): HTMLElement;
  form(): HTMLFormElement | null;
  token(): HTMLInputElement | null;
  show(id: Message, shown: boolean): void;
  tell<Name extends keyof Told>(name: Name, ...detail: Told[Name]): void;
  forNotices(ctx?: HtmxContext): boolean | undefined;
  isOurs(answer: { headers: Headers; status: number }): boolean;
  request: Requests;
}

interface Requests {
  again: (() => void) | null;
  begin(): void;
  end(): void;
  fail(): void;
}

// What they tell each other -------------------------------------------------------------------------------------------

interface Told {
  "mosaic:go": [{ place: string; more: Record<string, string> }];
  "mosaic:forget": [];
  "mosaic:language": [];
  "mosaic:notice": [];
}

type ToldEvents = { [Name in keyof Told]: CustomEvent<Told[Name][0]> };
interface DocumentEventMap extends ToldEvents, HtmxEvents {}

// What every page holds that loads them: tests/test_script_types.py ---------------------------------------------------

type Message = "key-on" | "plain" | "reloaded" | "trouble" | "waiting";
type AloudButton = HTMLButtonElement & { dataset: { start: string; stop: string } };

interface ParentNode {
  querySelector(selectors: "main"): HTMLElement;
  querySelector(selectors: "h1"): HTMLHeadingElement;
  querySelector(selectors: "script[integrity]"): HTMLScriptElement;
  querySelector(selectors: '[data-go="aloud"]'): AloudButton;
  querySelector(selectors: '[data-go="key"]'): HTMLButtonElement;
  querySelector(selectors: '[data-go="exit"]'): HTMLAnchorElement;
}

interface Document {
  getElementById(id: Message): HTMLElement;
}

// And those that hold what a script is about --------------------------------------------------------------------------

type ShareButton = HTMLButtonElement & { dataset: { done: string; refused: string } };
type CopyButton = HTMLButtonElement & { dataset: { copies: string; done: string; refused: string } };

interface ParentNode {
  querySelectorAll(selectors: "iframe[data-support-mosaic]"): NodeListOf<HTMLIFrameElement>;
}

interface Document {
  getElementById(id: "no-print"): HTMLElement; // beside the button that prints
  getElementById(id: "sheet-text"): HTMLTextAreaElement; // beside the button that shares
  // People do these on elements; our forms have no other fields, and are sent by buttons.
  addEventListener(type: "click", act: (event: MouseEvent & { target: Element }) => void, capture?: boolean): void;
  addEventListener(type: "change", act: (event: Event & { target: Field }) => void, capture?: boolean): void;
  addEventListener(type: "keydown", act: (event: KeyboardEvent & { target: Element }) => void): void;
  addEventListener(type: "submit", act: (event: Sending) => void, capture?: boolean): void;
}

type Field = HTMLInputElement | HTMLSelectElement;
type Sending = SubmitEvent & { target: HTMLFormElement; submitter: HTMLButtonElement | null };

// What the self-check of a frame finds: whether a line passes, and what was seen --------------------------------------

interface Looks {
  find(selector: string): HTMLElement;
  until(condition: () => boolean): Promise<boolean>;
  whileLong<Found>(run: (block: HTMLElement) => Promise<Found>): Promise<Found>;
  isSeen(element: Element): Promise<boolean>;
}

// Only some browsers tell whether something covers what intersects.
type VisibleEntry = IntersectionObserverEntry & { isVisible?: boolean };
type Look = () => Outcome | Promise<Outcome>;
type Outcome = [passes: boolean, seen?: string];

// What they use of htmx -----------------------------------------------------------------------------------------------

interface Window {
  htmx?: Htmx; // not there until it has come from the CDN, nor where that is blocked
}

interface Htmx {
  ajax(method: "POST", address: string, how: HtmxRequest): void;
  process(root: Element): void;
}

interface HtmxRequest {
  source: Element;
  target: string;
  swap: string;
  values: Record<string, string>;
}

interface HtmxContext {
  target: Element;
  sourceEvent: (Event & { submitter?: HTMLButtonElement | null }) | null;
}

type HtmxEvent<More = {}> = CustomEvent<{ ctx: HtmxContext & More }>;

interface HtmxEvents {
  "htmx:config:request": HtmxEvent<{ request: { body: FormData } }>;
  "htmx:before:request": HtmxEvent<{ request: { body: URLSearchParams } }>;
  "htmx:before:swap": HtmxEvent<{ response: { headers: Headers; status: number }; text: string }>;
  "htmx:after:swap": HtmxEvent;
  "htmx:error": CustomEvent<{ ctx?: HtmxContext }>;
}

// What TypeScript does not know of browsers ---------------------------------------------------------------------------

interface Document {
  wasDiscarded?: boolean;
}

interface Performance {
  getEntriesByType(type: "navigation"): PerformanceNavigationTiming[];
}
