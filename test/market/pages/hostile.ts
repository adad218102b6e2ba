/**
 * Ways in which a page may disturb elements that others add to it. Each can be switched on by itself; what the page
 * observed is in `window.__page`, also with none.
 */

export const HOSTILITIES = [
  /** Rules that hide and distort foreign elements. */
  'css',
  /** Rules that match every element. */
  'reset',
  /** Removes up to three unknown nodes from the document. */
  'strangers',
  /** Captures and stops key events before any other listener. */
  'keys',
  /** Captures and stops pointer events likewise. */
  'pointers',
  /** Covers everything with an overlay, repeatedly. */
  'overlay',
] as const;

export type Hostility = (typeof HOSTILITIES)[number];

/**
 * Parses `?hostile=`: `0` none, `1` or empty the usual ones, `2` also `strangers`, `all`, or a list such as `css,keys`.
 */
export function hostilitiesOf(asked: string | null): Hostility[] {
  switch (asked) {
    case '0':
      return [];
    case null:
    case '1':
      return ['css'];
    case '2':
      return ['css', 'strangers'];
    case 'all':
      return [...HOSTILITIES];
    default: {
      const names = new Set(asked.split(','));
      return HOSTILITIES.filter((name) => names.has(name));
    }
  }
}

export function hostileCss(hostilities: readonly Hostility[]): string {
  const parts: Partial<Record<Hostility, string>> = { css: OTHERS_CSS, reset: RESET_CSS };
  return hostilities.map((name) => parts[name] ?? '').join('');
}

const OTHERS_CSS = `
body>*:not(header):not(main):not(footer):not(script):not(#overlay){display:none!important;opacity:0!important;visibility:hidden!important;transform:scale(0)!important;color:red!important;font-size:40px!important}
html>*:not(head):not(body){display:none!important;width:0!important;height:0!important;pointer-events:none!important}
*{letter-spacing:.2px;box-sizing:content-box}
`;

const RESET_CSS = `
*{all:revert;color:red!important;font-family:cursive!important;animation-duration:9s!important;max-width:90vw!important}
div{filter:blur(1px)!important;position:static!important;z-index:0!important}
:not(:defined){display:none!important;clip-path:inset(50%)!important;contain:strict!important}
`;

/** Runs before all other scripts of the page. `body.dataset.hostile` lists what it does. */
export const HOSTILE_SCRIPT = `
(()=>{
const page=window.__page={roots:[],captured:[],strangers:[],removed:0,shift:0,swallowed:0,added:[],navigations:0,
openRoots:()=>[...document.querySelectorAll('*')].filter((element)=>element.shadowRoot).length};
const hostile=new Set(document.documentElement.dataset.hostile.split(' '));
const own=/^(SCRIPT|STYLE|LINK|HEADER|MAIN|FOOTER|BODY|HEAD|TITLE|META)$/;
console.log=()=>{};
const attach=Element.prototype.attachShadow;
Element.prototype.attachShadow=function(init){const root=attach.call(this,init);page.roots.push(init.mode);page.captured.push(root);return root};
const listen=EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener=function(type,...rest){if(this===window||this===document)page.added.push(type);return listen.call(this,type,...rest)};
new PerformanceObserver((list)=>{for(const entry of list.getEntries())if(!entry.hadRecentInput)page.shift+=entry.value}).observe({type:'layout-shift',buffered:true});
const swallow=(types,name)=>{for(const type of types)listen.call(window,type,(event)=>{page.swallowed+=1;
if(hostile.has(name)){event.stopImmediatePropagation();event.preventDefault()}
else if(type==='keydown'&&event.key==='b')document.body.dataset.hotkey='b'},{capture:true,passive:false})};
swallow(['keydown','keyup','keypress'],'keys');
swallow(['pointerdown','pointerup','mousedown','mouseup','wheel'],'pointers');
const seen=(changes)=>{for(const {addedNodes} of changes)for(const node of addedNodes){
if(node.nodeType!==1||own.test(node.tagName)||node.id==='overlay')continue;
page.strangers.push(node.tagName);
if(hostile.has('strangers')&&page.removed<3){page.removed+=1;setTimeout(()=>node.remove(),30)}}};
new MutationObserver(seen).observe(document.documentElement,{childList:true});
listen.call(document,'DOMContentLoaded',()=>{
new MutationObserver(seen).observe(document.body,{childList:true});
if(!hostile.has('overlay'))return;
const overlay=document.createElement('aside');overlay.id='overlay';overlay.textContent='An offer for you';
const raise=()=>{document.body.append(overlay)};raise();setInterval(raise,200)});
})();
`;
