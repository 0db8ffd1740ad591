import Testing

/// Own pairs in the manner of the W3C suites: each test must give the same pages as its reference.
struct LayoutPair: Sendable, CustomTestStringConvertible {
    let name: String
    let isPrint: Bool
    let style: String
    let body: String
    let referenceStyle: String
    let reference: String

    var testDescription: String { name }

    static let all: [LayoutPair] = [
        LayoutPair(
            name: "float-breaks-auto", isPrint: false,
            style: "",
            body: #"""
                <p>Test passes.</p>\#
                <div style="width:100px;columns:2;column-gap:0;height:100px;column-fill:auto;background:red">\#
                <div style="float:left;width:50px;height:200px;background:green"/></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <p>Test passes.</p><div style="width:100px;height:100px;background:green"/>
                """#),
        LayoutPair(
            name: "float-pushed-avoid", isPrint: false,
            style: "",
            body: #"""
                <p>Test passes.</p>\#
                <div style="width:100px;columns:2;column-gap:0;height:100px;column-fill:auto;background:green">\#
                <div style="height:60px"/>\#
                <div style="float:left;width:50px;height:100px;background:green;break-inside:avoid"/></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <p>Test passes.</p><div style="width:100px;height:100px;background:green"/>
                """#),
        LayoutPair(
            name: "balance-blocks", isPrint: false,
            style: "",
            body: #"""
                <p>Test passes.</p><div style="width:100px;columns:2;column-gap:0;background:red">\#
                <div style="height:100px;background:green"/><div style="height:100px;background:green"/></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <p>Test passes.</p><div style="width:100px;height:100px;background:green"/>
                """#),
        LayoutPair(
            name: "balance-float", isPrint: false,
            style: "",
            body: #"""
                <p>Test passes.</p><div style="width:100px;columns:2;column-gap:0;background:red">\#
                <div style="float:left;width:50px;height:200px;background:green"/></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <p>Test passes.</p><div style="width:100px;height:100px;background:green"/>
                """#),
        LayoutPair(
            name: "span-all", isPrint: false,
            style: "",
            body: #"""
                <p>Test passes.</p><div style="width:100px;columns:2;column-gap:0;">\#
                <div style="height:80px;background:green"/>\#
                <div style="column-span:all;height:20px;background:green"/>\#
                <div style="height:80px;background:green"/></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <p>Test passes.</p><div style="width:100px;height:100px;background:green"/>
                """#),
        LayoutPair(
            name: "break-after-column", isPrint: false,
            style: "",
            body: #"""
                <p>Test passes.</p><div style="width:100px;columns:2;column-gap:0;background:green;">\#
                <div style="height:30px;break-after:column"/><div style="height:100px"/></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <p>Test passes.</p><div style="width:100px;height:100px;background:green"/>
                """#),
        LayoutPair(
            name: "nested-multicol", isPrint: false,
            style: "",
            body: #"""
                <p>Test passes.</p>\#
                <div style="width:100px;columns:2;column-gap:0;height:100px;column-fill:auto;background:red">\#
                <div style="columns:2;column-gap:0"><div style="height:400px;background:green"/></div></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <p>Test passes.</p><div style="width:100px;height:100px;background:green"/>
                """#),
        LayoutPair(
            name: "abs-in-column", isPrint: false,
            style: "",
            body: #"""
                <p>Test passes.</p><div style="width:100px;columns:2;column-gap:0;height:100px;column-fill:auto;">\#
                <div style="height:100px;background:green"/>\#
                <div style="position:relative;height:100px;background:red">\#
                <div style="position:absolute;inset:0;background:green"/></div></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <p>Test passes.</p><div style="width:100px;height:100px;background:green"/>
                """#),
        LayoutPair(
            name: "widows-1-2", isPrint: false,
            style: #"""
                div{border:orange solid 4px;font-size:20px;line-height:1.3;height:104px;padding:.5em;width:460px;columns:4 auto;column-fill:auto;column-gap:1em;column-rule:blue solid 4px}\#

                """#,
            body: #"""
                <p>Test passes.</p><div style="orphans:1;widows:2">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7<br/>8<br/>\#
                9</div>
                """#,
            referenceStyle: #"""
                div{border:orange solid 4px;font-size:20px;line-height:1.3;height:104px;padding:.5em;width:460px;columns:4 auto;column-fill:auto;column-gap:1em;column-rule:blue solid 4px}\#

                """#,
            reference: #"""
                <p>Test passes.</p><div style="orphans:1;widows:1">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7<br/><br/>\#
                8<br/>9</div>
                """#),
        LayoutPair(
            name: "widows-1-3", isPrint: false,
            style: #"""
                div{border:orange solid 4px;font-size:20px;line-height:1.3;height:104px;padding:.5em;width:460px;columns:4 auto;column-fill:auto;column-gap:1em;column-rule:blue solid 4px}\#

                """#,
            body: #"""
                <p>Test passes.</p><div style="orphans:1;widows:3">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7<br/>8<br/>\#
                9</div>
                """#,
            referenceStyle: #"""
                div{border:orange solid 4px;font-size:20px;line-height:1.3;height:104px;padding:.5em;width:460px;columns:4 auto;column-fill:auto;column-gap:1em;column-rule:blue solid 4px}\#

                """#,
            reference: #"""
                <p>Test passes.</p><div style="orphans:1;widows:1">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/><br/><br/>\#
                7<br/>8<br/>9</div>
                """#),
        LayoutPair(
            name: "widows-2-2", isPrint: false,
            style: #"""
                div{border:orange solid 4px;font-size:20px;line-height:1.3;height:104px;padding:.5em;width:460px;columns:4 auto;column-fill:auto;column-gap:1em;column-rule:blue solid 4px}\#

                """#,
            body: #"""
                <p>Test passes.</p><div style="orphans:2;widows:2">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7<br/>8<br/>\#
                9</div>
                """#,
            referenceStyle: #"""
                div{border:orange solid 4px;font-size:20px;line-height:1.3;height:104px;padding:.5em;width:460px;columns:4 auto;column-fill:auto;column-gap:1em;column-rule:blue solid 4px}\#

                """#,
            reference: #"""
                <p>Test passes.</p><div style="orphans:1;widows:1">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7<br/><br/>\#
                8<br/>9</div>
                """#),
        LayoutPair(
            name: "widows-2-3", isPrint: false,
            style: #"""
                div{border:orange solid 4px;font-size:20px;line-height:1.3;height:104px;padding:.5em;width:460px;columns:4 auto;column-fill:auto;column-gap:1em;column-rule:blue solid 4px}\#

                """#,
            body: #"""
                <p>Test passes.</p><div style="orphans:2;widows:3">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7<br/>8<br/>\#
                9</div>
                """#,
            referenceStyle: #"""
                div{border:orange solid 4px;font-size:20px;line-height:1.3;height:104px;padding:.5em;width:460px;columns:4 auto;column-fill:auto;column-gap:1em;column-rule:blue solid 4px}\#

                """#,
            reference: #"""
                <p>Test passes.</p><div style="orphans:1;widows:1">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/><br/><br/>\#
                7<br/>8<br/>9</div>
                """#),
        LayoutPair(
            name: "print-thead-repeat", isPrint: true,
            style: #"""
                @page{size:5in 3in;margin:.5in} body{margin:0}table{border-spacing:0}\#
                td,th{padding:0;height:.5in;width:1in}
                """#,
            body: #"""
                <table><thead><tr><th style="background:blue"/></tr></thead><tbody><tr>\#
                <td style="background:green"/></tr><tr><td style="background:green"/></tr><tr>\#
                <td style="background:green"/></tr><tr><td style="background:green"/></tr><tr>\#
                <td style="background:green"/></tr></tbody></table>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="width:1in;height:.5in;background:blue"/>\#
                <div style="width:1in;height:.5in;background:green"/>\#
                <div style="width:1in;height:.5in;background:green"/>\#
                <div style="width:1in;height:.5in;background:green"/>\#
                <div style="width:1in;height:.5in;background:blue;break-before:page"/>\#
                <div style="width:1in;height:.5in;background:green"/>\#
                <div style="width:1in;height:.5in;background:green"/>
                """#),
        LayoutPair(
            name: "print-tfoot-repeat", isPrint: true,
            style: #"""
                @page{size:5in 3in;margin:.5in} body{margin:0}table{border-spacing:0}\#
                td,th{padding:0;height:.5in;width:1in}
                """#,
            body: #"""
                <table><tfoot><tr><th style="background:blue"/></tr></tfoot><tbody><tr>\#
                <td style="background:green"/></tr><tr><td style="background:green"/></tr><tr>\#
                <td style="background:green"/></tr><tr><td style="background:green"/></tr><tr>\#
                <td style="background:green"/></tr></tbody></table>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="width:1in;height:.5in;background:green"/>\#
                <div style="width:1in;height:.5in;background:green"/>\#
                <div style="width:1in;height:.5in;background:green"/>\#
                <div style="width:1in;height:.5in;background:blue"/>\#
                <div style="width:1in;height:.5in;background:green;break-before:page"/>\#
                <div style="width:1in;height:.5in;background:green"/>\#
                <div style="width:1in;height:.5in;background:blue"/>
                """#),
        LayoutPair(
            name: "print-break-left", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div>one</div><div style="break-before:left">two</div><div style="break-before:left">three</div>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div>one</div><div style="break-before:page">two</div><div style="break-before:page">&#160;</div>\#
                <div style="break-before:page">three</div>
                """#),
        LayoutPair(
            name: "print-named", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}@page a{margin:1in}",
            body: #"""
                <div>one</div><div style="page:a">two</div><div>three</div>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div>one</div><div style="break-before:page;padding:.5in">two</div><div style="break-before:page">\#
                three</div>
                """#),
        LayoutPair(
            name: "print-margin-truncate", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="height:1.8in;background:blue"/>\#
                <div style="margin-top:.5in;height:.5in;background:green"/>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="height:1.8in;background:blue"/>\#
                <div style="break-before:page;height:.5in;background:green"/>
                """#),
        LayoutPair(
            name: "print-margin-forced", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="height:1in;background:blue"/>\#
                <div style="break-before:page;margin-top:.5in;height:.5in;background:green"/>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="height:1in;background:blue"/><div style="break-before:page;padding-top:.5in">\#
                <div style="height:.5in;background:green"/></div>
                """#),
        LayoutPair(
            name: "print-nested-forced", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div><div style="height:0.5in;background:blue"/><div><div style="break-before:page">two</div></div>\#
                </div>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="height:0.5in;background:blue"/><div style="break-before:page">two</div>
                """#),
        LayoutPair(
            name: "print-flex-col", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="display:flex;flex-direction:column"><div style="height:1.5in;background:blue"/>\#
                <div style="height:1.5in;background:green"/></div>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="height:1.5in;background:blue"/><div style="height:0.5in;background:green"/>\#
                <div style="height:1in;background:green"/>
                """#),
        LayoutPair(
            name: "print-clone", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="border:.25in solid blue;box-decoration-break:clone">\#
                <div style="height:2in;background:green"/></div>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="border:.25in solid blue"><div style="height:1.5in;background:green"/></div>\#
                <div style="border:.25in solid blue"><div style="height:.5in;background:green"/></div>
                """#),
        LayoutPair(
            name: "print-float-break", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="float:left;width:1in;height:3in;background:green"/>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="width:1in;height:3in;background:green"/>
                """#),
        LayoutPair(
            name: "print-abs-bottom", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="position:absolute;top:3in;height:.5in;width:1in;background:green"/>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="height:3in"/><div style="height:.5in;width:1in;background:green"/>
                """#),
        LayoutPair(
            name: "print-img-tall", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="display:inline-block;vertical-align:top;width:1in;height:3in;background:green"/>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="width:1in;height:3in;background:green"/>
                """#),
        LayoutPair(
            name: "print-avoid-tall", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="height:1in;background:blue"/>\#
                <div style="break-inside:avoid;height:3in;background:green"/>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="height:1in;background:blue"/>\#
                <div style="break-before:page;height:3in;background:green"/>
                """#),
        LayoutPair(
            name: "print-avoid-after", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="height:1in;background:blue"/>\#
                <div style="break-after:avoid;height:.5in;background:green"/>\#
                <div style="height:1in;break-inside:avoid;background:navy"/>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="height:1in;background:blue"/>\#
                <div style="break-before:page;height:.5in;background:green"/>\#
                <div style="height:1in;background:navy"/>
                """#),
        LayoutPair(
            name: "print-page-auto-margin", isPrint: true,
            style: "@page{size:5in 3in;margin:10% 20%} body{margin:0}",
            body: #"""
                <div style="height:1in;background:blue"/>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.3in 1in} body{margin:0}",
            reference: #"""
                <div style="height:1in;background:blue"/>
                """#),
        LayoutPair(
            name: "print-margin-fixed-width", isPrint: true,
            style: #"""
                @page{size:5in 3in;margin:.5in} body{margin:0}@page{@top-left{content:"";width:1in;background:blue}\#
                 @top-right{content:"";width:1in;background:green}}
                """#,
            body: "x",
            referenceStyle: "@page{size:5in 3in;margin:0}body{margin:0}",
            reference: #"""
                <div style="position:absolute;left:.5in;top:0;width:1in;height:.5in;background:blue"/>\#
                <div style="position:absolute;left:3.5in;top:0;width:1in;height:.5in;background:green"/>\#
                <div style="padding:.5in">x</div>
                """#),
        LayoutPair(
            name: "print-rowspan", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}table{border-spacing:0}td{padding:0;width:1in}",
            body: #"""
                <table><tr><td rowspan="2" style="background:blue"/><td style="height:1.5in;background:green"/></tr>\#
                <tr><td style="height:1.5in;background:navy"/></tr></table>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="float:left;width:1in;height:1.5in;background:blue"/>\#
                <div style="margin-left:1in;width:1in;height:1.5in;background:green"/>\#
                <div style="break-before:page"><div style="float:left;width:1in;height:1.5in;background:blue"/>\#
                <div style="margin-left:1in;width:1in;height:1.5in;background:navy"/></div>
                """#),
        LayoutPair(
            name: "table-caption-bottom", isPrint: false,
            style: "",
            body: #"""
                <table style="border-spacing:0;caption-side:bottom"><caption style="height:20px;background:blue"/>\#
                <tr><td style="padding:0;width:50px;height:50px;background:green"/></tr></table>
                """#,
            referenceStyle: "",
            reference: #"""
                <div style="width:50px;height:50px;background:green"/>\#
                <div style="width:50px;height:20px;background:blue"/>
                """#),
        LayoutPair(
            name: "table-height-rows", isPrint: false,
            style: "td{padding:0;width:50px}",
            body: #"""
                <table style="border-spacing:0;height:100px"><tr><td style="background:green;height:20px"/></tr><tr>\#
                <td style="background:blue;height:30px"/></tr></table>
                """#,
            referenceStyle: "",
            reference: #"""
                <div style="width:50px;height:40px;background:green"/>\#
                <div style="width:50px;height:60px;background:blue"/>
                """#),
        LayoutPair(
            name: "table-empty-cells", isPrint: false,
            style: "",
            body: #"""
                <table style="empty-cells:hide"><tr><td style="width:50px;height:50px;background:red"/>\#
                <td style="width:50px;height:50px;padding:0;background:green">x</td></tr></table>
                """#,
            referenceStyle: "",
            reference: #"""
                <table><tr><td style="width:50px;height:50px"/>\#
                <td style="width:50px;height:50px;padding:0;background:green">x</td></tr></table>
                """#),
        LayoutPair(
            name: "table-valign", isPrint: false,
            style: "td{padding:0;height:100px;width:50px}div{width:50px;height:20px;background:green}",
            body: #"""
                <table style="border-spacing:0"><tr><td style="vertical-align:top"><div/></td>\#
                <td style="vertical-align:middle"><div/></td><td style="vertical-align:bottom"><div/></td></tr>\#
                </table>
                """#,
            referenceStyle: "div{position:absolute;width:50px;height:20px;background:green}",
            reference: #"""
                <div style="left:8px;top:8px"/><div style="left:58px;top:48px"/><div style="left:108px;top:88px"/>
                """#),
        LayoutPair(
            name: "clear-negative", isPrint: false,
            style: "",
            body: #"""
                <div style="float:left;width:50px;height:50px;background:green"/>\#
                <div style="clear:both;margin-top:30px;width:50px;height:50px;background:blue"/>
                """#,
            referenceStyle: "",
            reference: #"""
                <div style="width:50px;height:50px;background:green"/>\#
                <div style="width:50px;height:50px;background:blue"/>
                """#),
        LayoutPair(
            name: "margin-negative-collapse", isPrint: false,
            style: "",
            body: #"""
                <div style="margin-bottom:30px;width:50px;height:50px;background:green"/>\#
                <div style="margin-top:-20px;width:50px;height:50px;background:blue"/>
                """#,
            referenceStyle: "",
            reference: #"""
                <div style="margin-bottom:10px;width:50px;height:50px;background:green"/>\#
                <div style="width:50px;height:50px;background:blue"/>
                """#),
        LayoutPair(
            name: "grid-rows", isPrint: false,
            style: "",
            body: #"""
                <div style="display:grid;grid-template-rows:20px auto 30px;height:100px;width:50px">\#
                <div style="background:green"/><div style="background:blue"/><div style="background:navy"/></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <div style="width:50px;height:20px;background:green"/>\#
                <div style="width:50px;height:50px;background:blue"/>\#
                <div style="width:50px;height:30px;background:navy"/>
                """#),
        LayoutPair(
            name: "grid-cols", isPrint: false,
            style: "",
            body: #"""
                <div style="display:grid;grid-template-columns:20px 1fr 2fr;width:110px">\#
                <div style="height:10px;background:green"/><div style="background:blue"/>\#
                <div style="background:navy"/></div>
                """#,
            referenceStyle: "",
            reference: #"""
                <div style="display:flex;width:110px;height:10px"><div style="width:20px;background:green"/>\#
                <div style="width:30px;background:blue"/><div style="width:60px;background:navy"/></div>
                """#),
        LayoutPair(
            name: "print-counter-page", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}@page{@bottom-left{content:counter(page)}} ",
            body: #"""
                <div>a</div><div style="break-before:page;counter-reset:page 7">b</div>
                """#,
            referenceStyle: #"""
                @page{size:5in 3in;margin:.5in} @page{@bottom-left{content:"1"}}\#
                 @page:left{@bottom-left{content:"7"}} body{margin:0}
                """#,
            reference: #"""
                <div>a</div><div style="break-before:page">b</div>
                """#),
        LayoutPair(
            name: "print-blank", isPrint: true,
            style: #"""
                @page{size:5in 3in;margin:.5in} body{margin:0}@page:blank{@top-left{content:"blank"}}
                """#,
            body: #"""
                <div>a</div><div style="break-before:right">b</div>
                """#,
            referenceStyle: #"""
                @page{size:5in 3in;margin:.5in} body{margin:0}@page:left{@top-left{content:"blank"}}
                """#,
            reference: #"""
                <div>a</div><div style="break-before:page">&#160;</div><div style="break-before:page">b</div>
                """#),
        LayoutPair(
            name: "print-cell-break", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}table{border-spacing:0}td{padding:0;width:1in}",
            body: #"""
                <table><tr><td><div style="height:3in;background:green"/></td></tr></table>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="width:1in;height:3in;background:green"/>
                """#),
        LayoutPair(
            name: "print-collapsed", isPrint: true,
            style: #"""
                @page{size:5in 3in;margin:.5in} body{margin:0}table{border-collapse:collapse}\#
                td{padding:0;width:1in;height:.5in;border:4px solid blue}
                """#,
            body: "<table><tr><td/></tr><tr><td/></tr><tr><td/></tr><tr><td/></tr><tr><td/></tr></table>",
            referenceStyle: #"""
                @page{size:5in 3in;margin:.5in} body{margin:0}table{border-collapse:collapse}\#
                td{padding:0;width:1in;height:.5in;border:4px solid blue}
                """#,
            reference: #"""
                <table><tr><td/></tr><tr><td/></tr><tr><td/></tr></table><table style="break-before:page"><tr><td/>\#
                </tr><tr><td/></tr></table>
                """#),
        LayoutPair(
            name: "print-span-all", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="columns:2;column-gap:0"><div style="height:2in;background:green"/>\#
                <div style="column-span:all;height:.5in;background:blue"/><div style="height:2in;background:navy"/>\#
                </div>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="height:1in;background:green"/><div style="height:0.5in;background:blue"/>\#
                <div style="height:.5in;background:navy"/><div style="height:.5in;background:navy"/>
                """#),
        LayoutPair(
            name: "print-inline-float-next", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}div{line-height:.5in;widows:1}",
            body: #"""
                <div>a<br/>b<br/>c<br/>d<br/><span style="float:right;width:1in;height:.5in;background:green"/>\#
                e</div>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}div{line-height:.5in}",
            reference: #"""
                <div>a<br/>b<br/>c<br/>d</div><div style="break-before:page">\#
                <span style="float:right;width:1in;height:.5in;background:green"/>e</div>
                """#),
        LayoutPair(
            name: "print-orphans-next", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}div{line-height:.5in;orphans:2;widows:2}",
            body: "<div>a<br/>b<br/>c<br/>d<br/>e</div>",
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}div{line-height:.5in}",
            reference: #"""
                <div>a<br/>b<br/>c</div><div style="break-before:page">d<br/>e</div>
                """#),
        LayoutPair(
            name: "print-page-break-always-td", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div>a</div><div style="page-break-after:always">b</div><div style="page-break-before:avoid">c</div>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div>a</div><div>b</div><div style="break-before:page">c</div>
                """#),
        LayoutPair(
            name: "print-tfoot-and-head", isPrint: true,
            style: #"""
                @page{size:5in 3in;margin:.5in} body{margin:0}table{border-spacing:0}\#
                td,th{padding:0;height:.25in;width:1in}
                """#,
            body: #"""
                <table><thead><tr><th style="background:blue"/></tr></thead><tfoot><tr><th style="background:navy"/>\#
                </tr></tfoot><tbody><tr><td style="background:green"/></tr><tr><td style="background:green"/></tr>\#
                <tr><td style="background:green"/></tr><tr><td style="background:green"/></tr><tr>\#
                <td style="background:green"/></tr><tr><td style="background:green"/></tr><tr>\#
                <td style="background:green"/></tr><tr><td style="background:green"/></tr></tbody></table>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="width:1in;height:.25in;background:blue"/>\#
                <div style="width:1in;height:.25in;background:green"/>\#
                <div style="width:1in;height:.25in;background:green"/>\#
                <div style="width:1in;height:.25in;background:green"/>\#
                <div style="width:1in;height:.25in;background:green"/>\#
                <div style="width:1in;height:.25in;background:green"/>\#
                <div style="width:1in;height:.25in;background:green"/>\#
                <div style="width:1in;height:.25in;background:navy"/>\#
                <div style="width:1in;height:.25in;background:blue;break-before:page"/>\#
                <div style="width:1in;height:.25in;background:green"/>\#
                <div style="width:1in;height:.25in;background:green"/>\#
                <div style="width:1in;height:.25in;background:navy"/>
                """#),
        LayoutPair(
            name: "print-rowspan-three", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}table{border-spacing:0}td{padding:0;width:1in}",
            body: #"""
                <table><tr><td rowspan="3" style="background:blue"/><td style="height:1in;background:green"/></tr>\#
                <tr><td style="height:.5in;background:navy"/></tr><tr><td style="height:1in;background:green"/></tr>\#
                </table>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="float:left;width:1in;height:1.5in;background:blue"/>\#
                <div style="margin-left:1in;width:1in;height:1in;background:green"/>\#
                <div style="margin-left:1in;width:1in;height:.5in;background:navy"/><div style="break-before:page">\#
                <div style="float:left;width:1in;height:1in;background:blue"/>\#
                <div style="margin-left:1in;width:1in;height:1in;background:green"/></div>
                """#),
        LayoutPair(
            name: "print-clone-padding", isPrint: true,
            style: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            body: #"""
                <div style="padding:.25in 0;background:green;box-decoration-break:clone">\#
                <div style="height:1in;break-inside:avoid"/><div style="height:1in;break-inside:avoid"/></div>
                """#,
            referenceStyle: "@page{size:5in 3in;margin:.5in} body{margin:0}",
            reference: #"""
                <div style="height:2in;background:green"/>\#
                <div style="height:1.5in;background:green;break-before:page"/>
                """#),
        LayoutPair(
            name: "first-letter-float", isPrint: false,
            style: #"""
                p{margin:0;font-size:20px;line-height:20px;width:200px}\#
                .f::first-letter{float:left;width:40px;height:40px;background:green;color:green}
                """#,
            body: #"""
                <p class="f">xa bc</p>
                """#,
            referenceStyle: #"""
                p{margin:0;font-size:20px;line-height:20px;width:200px}\#
                i{float:left;width:40px;height:40px;background:green;color:green;font-style:normal}
                """#,
            reference: "<p><i>x</i>a bc</p>"),
        LayoutPair(
            name: "has-child", isPrint: false,
            style: "div:has(> b) {background:green;width:50px;height:50px} div:has(i){background:red}",
            body: "<div><b/></div>",
            referenceStyle: "",
            reference: #"""
                <div style="width:50px;height:50px;background:green"/>
                """#),
        LayoutPair(
            name: "cell-height-bottom", isPrint: false,
            style: #"""
                td{padding:0;height:60px;width:50px;vertical-align:bottom}\#
                div{width:50px;height:20px;background:green}
                """#,
            body: #"""
                <table style="border-spacing:0"><tr><td><div/></td></tr></table>
                """#,
            referenceStyle: "",
            reference: #"""
                <div style="height:40px"/><div style="width:50px;height:20px;background:green"/>
                """#),
    ]
}
