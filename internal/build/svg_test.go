package build

import "testing"

func TestScriptIn(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:ink="https://ink.example/">`
	for _, bad := range []string{
		`<script>x</script>`, `<SCRIPT/>`, `<g onclick="x"/>`, `<a href="javascript:x"/>`, `<a xlink:href=" java&#10;script:x"/>`, `<h:script>x</h:script>`, `<h:img/>`,
		`<foreignObject/>`, `<animate attributeName="href" to="javascript:x"/>`, `<set/>`, `<handler/>`, `<use href="data:image/svg+xml,x"/>`, `<iframe/>`, `<g>`, `<?xml-stylesheet href="x"?>`,
	} {
		if why, _ := scriptIn([]byte(head + bad + "</svg>")); why == "" {
			t.Errorf("%s is taken", bad)
		}
	}
	if why, _ := scriptIn([]byte(`<!DOCTYPE svg [<!ENTITY a "x">]>` + head + `</svg>`)); why == "" {
		t.Error("an entity is taken")
	}
	good := `<?xml version="1.0"?><!-- a drawing --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">` + head +
		`<title>Quay</title><metadata><ink:view x="1"/></metadata><ink:tool/><style>path{fill:#123}</style><a href="https://example.org/"><path d="M0 0"/></a><image href="data:image/png;base64,AA=="/><use href="#a"/></svg>`
	if why, _ := scriptIn([]byte(good)); why != "" {
		t.Errorf("a drawing is refused: %s", why)
	}
}
