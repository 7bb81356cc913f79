// The fields of a form as people see them: what they hold, whether it was changed, and putting it back.
// Hidden ones (tokens), passwords and files are nobody's typing.
const NOT_TYPED = "[type='hidden'], [type='password'], [type='file'], [type='submit'], button, fieldset, output";

export function typedInto(form) {
  return fieldsOf(form).map((field) => [field.name, isBox(field) ? field.checked : field.value, field.value]);
}

export function isChanged(form) {
  return fieldsOf(form).some((field) => {
    if (isBox(field)) return field.checked !== field.defaultChecked;
    if (field instanceof HTMLSelectElement) return field.selectedIndex !== startOf(field);
    return field.value !== field.defaultValue;
  });
}

// Fields of one name are filled in their order.
export function fill(form, typed) {
  const rest = [...typed];
  for (const field of fieldsOf(form)) {
    const at = rest.findIndex(([name, , value]) => name === field.name && (!isChoice(field) || value === field.value));
    if (at < 0) continue;
    const [[, held]] = rest.splice(at, 1);
    if (isBox(field)) field.checked = held;
    else field.value = held;
  }
  form.dispatchEvent(new Event("change"));
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !field.matches(NOT_TYPED));
}

function isBox(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function isChoice(field) {
  return field.type === "radio";
}

function startOf(select) {
  return Math.max(0, [...select.options].findIndex((option) => option.defaultSelected));
}
