static CLASSES: &[Class] = &[];
