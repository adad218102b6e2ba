/** What a page may do to whoever puts something on it. What it saw is in `window.__page`. */

export const HOSTILE_CSS = `
body>*:not(header):not(main):not(footer):not(script){display:none!important;opacity:0!important;visibility:hidden!important;transform:scale(0)!important;color:red!important;font-size:40px!important}
html>*:not(head):not(body){display:none!important;width:0!important;height:0!important;pointer-events:none!important}
*{letter-spacing:.2px;box-sizing:content-box}
`;

export const HOSTILE_SCRIPT = `
window.__page={roots:[],strangers:[],removed:0,shift:0,swallowed:0,added:[]};
console.log=()=>{};
const attach=Element.prototype.attachShadow;
Element.prototype.attachShadow=function(init){const root=attach.call(this,init);window.__page.roots.push(init.mode);return root};
const listen=EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener=function(type,...rest){if(this===window||this===document)window.__page.added.push(type);return listen.call(this,type,...rest)};
new PerformanceObserver((list)=>{for(const entry of list.getEntries())if(!entry.hadRecentInput)window.__page.shift+=entry.value}).observe({type:'layout-shift',buffered:true});
for(const type of ['keydown','keyup','pointerdown','wheel'])listen.call(document,type,(event)=>{window.__page.swallowed+=1;if(type==='keydown'&&event.key==='b')document.body.dataset.hotkey='b'});
new MutationObserver((changes)=>{for(const {addedNodes} of changes)for(const node of addedNodes){
if(node.nodeType!==1||/^(SCRIPT|STYLE|LINK|HEADER|MAIN|FOOTER|BODY|HEAD)$/.test(node.tagName))continue;
window.__page.strangers.push(node.tagName);
if(document.body?.dataset.strangers==='out'&&window.__page.removed<3){window.__page.removed+=1;setTimeout(()=>node.remove(),30)}
}}).observe(document.documentElement,{childList:true});
listen.call(document,'DOMContentLoaded',()=>{new MutationObserver((changes)=>{for(const {addedNodes} of changes)for(const node of addedNodes)
if(node.nodeType===1)window.__page.strangers.push(node.tagName)}).observe(document.body,{childList:true})});
`;
