package extract

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
