package auth

import (
	"bytes"
	"encoding/gob"
)

// encode leaves out what the database has beside the data: the person, and from where and by what proof the session was begun.
func encode(values map[any]any) ([]byte, error) {
	rest := map[any]any{}
	for key, value := range values {
		if key != personKey && key != addressKey && key != proofKey {
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
