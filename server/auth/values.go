package auth

import (
	"bytes"
	"encoding/gob"
)

// encode leaves the person out: the database names them beside the data.
func encode(values map[any]any) ([]byte, error) {
	rest := map[any]any{}
	for key, value := range values {
		if key != personKey {
			rest[key] = value
		}
	}
	if len(rest) == 0 {
		return []byte{}, nil
	}
	var data bytes.Buffer
	err := gob.NewEncoder(&data).Encode(rest)
	return data.Bytes(), err
}

func decode(data []byte, values *map[any]any) error {
	if len(data) == 0 {
		return nil
	}
	return gob.NewDecoder(bytes.NewReader(data)).Decode(values)
}
