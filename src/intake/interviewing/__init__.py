"""From a questionnaire file and what people type to answers that are exact."""
