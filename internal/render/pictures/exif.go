package pictures

import (
	"bytes"
	"encoding/binary"
)

// orientation is how a JPEG is to be turned, 1 to 8, after the tag of EXIF that cameras
// write (TIFF 6.0, tag 274). It is 1 where the file does not say.
func orientation(data []byte) int {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker, length := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == 0xda || length < 2 || at+2+length > len(data) { // the pixels begin
			return 1
		}
		if body, isExif := bytes.CutPrefix(data[at+4:at+2+length], []byte("Exif\x00\x00")); marker == 0xe1 && isExif {
			return tiffOrientation(body)
		}
		at += 2 + length
	}
	return 1
}

// tiffOrientation looks through the first directory of a TIFF file.
func tiffOrientation(data []byte) int {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(data, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return 1
	}
	if len(data) < 8 {
		return 1
	}
	at := uint64(order.Uint32(data[4:]))
	if at+2 > uint64(len(data)) {
		return 1
	}
	entries := data[at+2:]
	for range order.Uint16(data[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if turn := int(order.Uint16(entries[8:])); order.Uint16(entries) == 274 && turn >= 1 && turn <= 8 {
			return turn
		}
		entries = entries[12:]
	}
	return 1
}
