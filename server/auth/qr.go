package auth

import (
	"bytes"
	"encoding/base64"
	"image/png"

	"github.com/boombuler/barcode/qr"
)

// QR draws a text as a QR code, a pixel a module and without the quiet zone, and gives it as the address of an image:
// data:image/png;base64,….
func QR(text string) (string, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return "", err
	}
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, code); err != nil {
		return "", err
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(drawn.Bytes()), nil
}
