//! How the HTML file looks on a screen, a narrow one, and on paper.

/// Dark on white; tables that are too wide scroll by themselves, never the page.
pub(super) const STYLE: &str = "
html { color: #1a1a1a; background: #ffffff; font: 100%/1.5 Georgia, 'Times New Roman', serif; }
body { margin: 0 auto; max-width: 52rem; padding: 1rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6, caption, th, nav { font-family: Verdana, 'DejaVu Sans', sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; }
h2 { font-size: 1.4rem; line-height: 1.3; margin-top: 3rem; border-top: 2px solid #1a1a1a; padding-top: 0.5rem; }
h3 { font-size: 1.2rem; line-height: 1.3; margin-top: 2.2rem; }
h4 { font-size: 1.05rem; margin-top: 1.8rem; margin-bottom: 0.4rem; }
h5 { font-size: 0.95rem; margin-top: 1.4rem; margin-bottom: 0.3rem; }
h6 { font-size: 0.9rem; margin-top: 1.2rem; margin-bottom: 0.3rem; }
p { margin: 0.4rem 0; }
ul { margin: 0.3rem 0 0.6rem; padding-left: 1.4rem; }
li { margin: 0.15rem 0; }
a { color: #0b4a83; }
a:focus, .table:focus { outline: 3px solid #b25000; outline-offset: 2px; }
code { font-family: Consolas, 'DejaVu Sans Mono', monospace; font-size: 0.8em; color: #4a4a4a; }
.table { overflow-x: auto; margin: 0.8rem 0; overflow-wrap: normal; }
table { border-collapse: collapse; font-size: 0.9rem; }
caption { text-align: left; font-weight: bold; padding: 0.3rem 0; }
th, td { border: 1px solid #6b6b6b; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; min-width: 6rem; }
thead th { background: #eeeeee; }
tbody th { font-weight: normal; }
.foot { font-size: 0.85em; color: #3a3a3a; }
.skip { position: absolute; left: -999rem; background: #ffffff; padding: 0.5rem; }
.skip:focus { left: 1rem; top: 1rem; }
@page { size: A4; margin: 16mm 15mm 18mm; }
@media print {
  html { font-size: 9pt; line-height: 1.35; }
  body { max-width: none; padding: 0; }
  .skip { display: none; }
  h1 { font-size: 1.6rem; }
  h2 { margin-top: 1.6rem; }
  h3 { margin-top: 1.1rem; }
  h4, h5, h6 { margin-top: 0.7rem; margin-bottom: 0.2rem; }
  h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
  p, li { orphans: 2; widows: 2; }
  tr, .foot { break-inside: avoid; }
  .together > h3, .together > h4, .together > h5 { break-after: avoid; }
  thead { display: table-header-group; }
  table { width: 100%; font-size: 0.85rem; }
  th, td { min-width: 0; padding: 0.15rem 0.3rem; }
  .foot { font-size: 0.8em; }
  .table { overflow: visible; }
  nav > ul { columns: 2; }
  a { color: inherit; text-decoration: none; }
  .table a.web::after { content: ' (' attr(href) ')'; font-size: 0.8em; word-break: break-all; }
}
";
