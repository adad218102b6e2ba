/** A dark, dense style that is no exchange's own. */
export const PAGE_CSS = `
html,body{margin:0;height:100%}
body{background:#0d1117;color:#d6dbe3;font:13px/1.4 sans-serif;display:flex;flex-direction:column;overflow:hidden}
header{display:flex;gap:24px;align-items:center;padding:10px 16px;border-bottom:1px solid #232a35;white-space:nowrap}
header h1{font-size:18px;margin:0}header nav{display:flex;gap:14px;margin-left:auto}header nav a{color:#aab4c2;text-decoration:none}
.mark{color:#c9a227}.stat{color:#7d8796;font-size:11px}.stat i{color:#d6dbe3;font-style:normal;display:block}
#price{color:#3fb68b;font-size:17px;min-width:90px;font-variant-numeric:tabular-nums}
main{flex:1;display:grid;grid-template-columns:150px 1fr 200px 240px;min-height:0}
#list{overflow:auto;border-right:1px solid #232a35}#list a{display:block;padding:4px 12px;color:#aab4c2;text-decoration:none}
#list a.here{background:#1a2230;color:#fff}#chart{min-width:0}#chart svg{width:100%;height:100%}
#book{border-left:1px solid #232a35;overflow:hidden}#book table{width:100%;font-variant-numeric:tabular-nums}
#book td{padding:1px 10px;text-align:right}.ask td:first-child{color:#e0605e}.bid td:first-child{color:#3fb68b}
form{border-left:1px solid #232a35;padding:16px;display:flex;flex-direction:column;gap:12px}
form input{width:100%;background:#161c26;border:1px solid #2d3644;color:inherit;padding:6px;box-sizing:border-box}
form button{padding:10px;border:0;color:#fff;font-weight:700;background:#2f9e73}#sell{background:#c94f4d}
footer{border-top:1px solid #232a35;padding:10px 16px;color:#7d8796;min-height:90px}
#plain{padding:40px;color:#aab4c2}body.plain main>*:not(#plain):not(#list){display:none}body:not(.plain) #plain{display:none}
#overlay{position:fixed;right:0;bottom:0;width:220px;height:60px;background:#38425a;z-index:2147483647;padding:12px}
`;

/**
 * The path changes at once, without a load; the content follows a moment later, and the title later still. `#order`
 * counts its clicks in `data-bought` and `data-sold`, so that a test sees that the page still works.
 */
export const NAVIGATION_SCRIPT = `
const places=JSON.parse(document.getElementById('places').textContent);
const byId=(id)=>document.getElementById(id);
const here=()=>{const path=decodeURIComponent(location.pathname);return places[path]||places[path.replace(/\\/$/,'')]||null};
const show=()=>{window.__page.navigations+=1;
for(const link of byId('list').children)link.className=decodeURIComponent(link.pathname)===decodeURIComponent(location.pathname)?'here':'';
setTimeout(()=>{const now=here();document.body.classList.toggle('plain',!now);byId('pair').textContent=now?now.label:'Markets';byId('price').textContent=byId('order-price').value=now?now.price:''},60);
setTimeout(()=>{const now=here();document.title=now?now.price+' | '+now.label+' | '+document.body.dataset.site:'Markets'},250)};
document.addEventListener('click',(event)=>{const link=event.target.closest&&event.target.closest('a');if(!link)return;
event.preventDefault();history.pushState({},'',link.getAttribute('href'));show()});
addEventListener('popstate',show);
const press=(id,name)=>byId(id).addEventListener('click',()=>{const order=byId('order');order.dataset[name]=Number(order.dataset[name]||0)+1});
press('buy','bought');press('sell','sold');
`;
