package pictures

import "encoding/binary"

// avifSize is the size of an AVIF picture as it is shown. There is no decoder for it here,
// but the boxes at its head say how large its images are: the largest is the picture, the
// others are its tiles, its mask and its thumbnail. Zeros where the boxes do not say.
func avifSize(data []byte) (w, h int) {
	meta := box(data, "meta")
	if len(meta) < 4 {
		return 0, 0
	}
	turned := false
	for properties := box(box(meta[4:], "iprp"), "ipco"); ; {
		name, body, rest, ok := nextBox(properties)
		if !ok {
			break
		}
		properties = rest
		switch {
		case name == "ispe" && len(body) >= 12:
			x, y := binary.BigEndian.Uint32(body[4:]), binary.BigEndian.Uint32(body[8:])
			if x < 1<<16 && y < 1<<16 && int(x)*int(y) > w*h {
				w, h = int(x), int(y)
			}
		case name == "irot" && len(body) > 0:
			turned = body[0]&1 == 1 // by a quarter of a turn, or by three
		}
	}
	if turned {
		w, h = h, w
	}
	return w, h
}

// box is the content of the first box with a name, nil where there is none.
func box(data []byte, want string) []byte {
	for {
		name, body, rest, ok := nextBox(data)
		if !ok || name == want {
			return body
		}
		data = rest
	}
}

// nextBox cuts a box off: four bytes of length, four of a name, the content.
func nextBox(data []byte) (name string, body, rest []byte, ok bool) {
	if len(data) < 8 {
		return "", nil, nil, false
	}
	n := int(binary.BigEndian.Uint32(data))
	if n < 8 || n > len(data) { // longer forms hold pixels, which come last
		return "", nil, nil, false
	}
	return string(data[4:8]), data[8:n], data[n:], true
}
