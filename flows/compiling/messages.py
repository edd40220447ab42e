"""The sentence of each fault, in English: what is wrong, and what to do about it."""

from __future__ import annotations

MEANT = "Did you mean {near}?"

MESSAGES = {
    # The file
    "file.missing": "The file cannot be opened: {what}. Check its name and its folder.",
    "file.too_large": "The file is larger than {limit}. Take out pictures and sheets that are no "
    "part of the form.",
    "file.unreadable": "The file is damaged and cannot be read. Open it in a spreadsheet program "
    "and save it again as .xlsx.",
    "file.unknown": "This is no workbook that can be read. Save the form as .xlsx, .xls or .csv.",
    "file.protected": "The file is protected by a password. Open it in a spreadsheet program and "
    "save it without the password.",
    "file.formulas": "Some cells hold formulas without their results, and are blank here. Open the "
    "file in a spreadsheet program and save it again.",
    "file.web_page": "This is a web page and no workbook, whatever its name says: the download was "
    "perhaps of a page that asks to log in. Download the form again.",
    "file.plain_text": "The name says that this is a workbook of Excel, and what is in it is plain "
    "text without a sheet survey. Open the form in a spreadsheet program and save it as .xlsx.",
    "file.empty": "The file is empty. Save the form again.",
    "sheet.too_large": "The sheet {what} has more than {limit} rows. Move long lists to a CSV file "
    "of their own and use select_one_from_file.",
    "sheet.missing": "There is no sheet named survey. Name the sheet with the questions "
    "“survey”; in a CSV file that word stands alone in the first column, above the header.",
    "sheet.misspelt": "The sheet {name} is not read. Name it “{near}” if it belongs to the form, "
    "or begin its name with an underscore.",
    "sheet.no_questions": "The sheet survey has no questions. Write one in each row below the "
    "header.",
    "file.choices_absent": "The file {file} with the choices is not beside the form, so people "
    "type their answer. Put the file into the same folder, or leave it so.",
    "appearance.search": "The search() of an appearance is not followed: people type their answer. "
    "Use select_one_from_file with a choice_filter.",
    "file.data_absent": "The file {file} is not beside the form; what is taken from it is blank. "
    "Put the file into the same folder.",
    "file.media_absent": "The file {file} is not beside the form, so it is not sent before the "
    "question. Put it into the same folder, or into a folder named media.",
    "file.media_kind": "WhatsApp does not take the file {file}. Save it as one of: {known}.",
    "file.media_large": "The file {file} is larger than {limit}, which is all that WhatsApp takes. "
    "Make it smaller.",
    "constraint.unchecked": "This constraint compares with data whose file is not there, so it is "
    "not checked. Put the file beside the form.",
    "constraint.foreign": "This constraint needs {words}, which only another program knows, so it "
    "is not checked. Write it in another way.",
    # Columns
    "column.missing": "The sheet {name} has no column {what}. Add it to the header row.",
    "column.duplicate": "The column {name} stands there twice. Rename or delete one of them.",
    "column.misspelt": "The column {name} is not known and would be left out. Did you mean {near}?",
    "column.unknown": "The column {name} is not known and is left out. Delete it, or leave it if "
    "it is a note for yourselves.",
    "language.no_code": "The language {name} has no code, and is taken for “{language}”. Write the "
    "code in brackets: {what}::{name} ({language}).",
    # Rows
    "name.missing": "This row has no name. Write one in the column name: letters, digits and _.",
    "name.invalid": "The name {name} cannot be used. Begin with a letter and use only letters, "
    "digits, _, - and a full stop.",
    "name.duplicate": "The name {name} is used twice in the same group, first in row {first}. Give "
    "one of them another name.",
    "name.reserved": "The name meta is kept for the form's own data. Choose another one.",
    "type.missing": "This row has no type. Write one in the column type, such as text or integer.",
    "type.unknown": "The type {name} is not known. Write a type of XLSForm, such as text, "
    "integer, select_one LIST or note.",
    "type.unsupported": "Nobody can answer a question of type {name} in a conversation. Make it "
    "not required, or ask it in another way.",
    "type.skipped": "A question of type {name} cannot be asked in a conversation and is left out.",
    "group.unclosed": "The {kind} {name} is opened here and never closed. Add a row end_{kind}.",
    "group.unopened": "This end_{kind} closes nothing. Take it away, or add a row begin_{kind}.",
    "group.crossed": "This row closes a {kind}, but {name}, opened in row {first}, is a {other}. "
    "Write end_{other}.",
    "calculation.missing": "This calculate row has no calculation. Write one in the column "
    "calculation.",
    "label.missing": "The question {name} has no label. Write what the person is asked.",
    "readonly.dynamic": "A condition in the column {what} is not followed: the question is "
    "asked. Use relevant instead.",
    # Choices
    "list.unnamed": "The type {name} needs the name of a list. Write it after the type: {name} "
    "LIST.",
    "list.missing": "There is no list {name} on the sheet choices. Add its choices there, or "
    "correct the name.",
    "list.conflict": "The list {name} differs from the list of the same name in {other}. Give one "
    "of them another name, or make them equal.",
    "choice.list_missing": "This choice belongs to no list. Write the list's name in the column "
    "list_name.",
    "choice.name_missing": "This choice has no name. Write the value to store in the column name.",
    "choice.name_duplicate": "The list {list} has the choice {name} twice, first in row {first}. "
    "Give one of them another name.",
    "choice.name_spaces": "The choice {name} has a space in its name, which select_multiple cannot "
    "store. Write _ instead.",
    "choice.label_missing": "The choice {name} has no label; its name is shown. Write a label.",
    "choice.label_duplicate": "The list {list} has two choices “{words}”, first in row {first}: "
    "nobody can tell them apart. Give one of them another label.",
    "choice.unknown": "{words}: the list {list} has no choice {name}, so this is never true. "
    "Correct the value, or add the choice.",
    # Words, names and other programs
    "length.question": "This text has {count} characters, and WhatsApp takes {limit}: it is sent "
    "in parts. Shorten it.",
    "length.choice": "This label has {count} characters, and a button or row of WhatsApp takes "
    "{limit}: it stands in the message, with a number on the button. Shorten it, or write a short "
    "one in the column rafiq:short.",
    "translation.absent": "There are no words in: {language}. Another language is shown to people "
    "who speak it. Translate this cell.",
    "script.mixed": "The word {words} has letters of two scripts. Type it again in one.",
    "script.other": "This cell is not written in the letters of its language ({language}). Check "
    "that it stands in the right column.",
    "name.too_long": "The name {name} has {count} characters; Stata takes {limit}. Shorten it.",
    "name.not_portable": "SPSS and Stata refuse the name {name}. Begin with a Latin letter and use "
    "only Latin letters, digits and _.",
    "name.reserved_word": "The name {name} is a word of SPSS or Stata. Choose another one.",
    "name.repeated": "The name {name} is used in two groups; an export without groups needs "
    "another one.",
    "required.no_message": "An answer is required, and nothing is said to who gives none. Write it "
    "in the column required_message.",
    "required.no_messages": "Answers are required, {count} in this form, and nothing of its own is "
    "said to who gives none: the bot says it in its words. Add a column required_message.",
    "portable.function": "{words}() is unknown to ODK Collect. Write it in another way if the form "
    "is used there too.",
    "portable.position": "ODK Collect finds nothing with {words}. Write [position() = 2] in this "
    "form.",
    "portable.once": "uuid() and random() give another value whenever the form is worked out. Put "
    "once(…) around it.",
    "portable.label": "ODK Collect refuses {words} in a choice_filter; here it is the label. "
    "Compare with a column of its own.",
    "portable.date": "{words} compares a date with a text, which ODK Collect does not do. Write "
    "date('2026-11-23') around the text.",
    # References and expressions
    "reference.unknown": "{words} refers to nothing: the form has no question named {name}.",
    "reference.ambiguous": "{words} may mean several questions named {name}. Give each a name of "
    "its own.",
    "reference.malformed": "{words} is no reference. Write ${{name}}, with the name of a question "
    "between the brackets.",
    "expression.cycle": "These questions wait for each other, so none can ever be known: {nodes}. "
    "Change at least one of these: {columns}.",
    "expression.own_question": "This looks at ${{{name}}}, a question of the group itself, which "
    "ODK Collect refuses. Put the question before the group.",
    "expression.repaired": "Typographic quotation marks are read as plain ones here. Type ' or \" "
    "to be safe in other programs.",
    "default.literal": "The default {words} looks like a calculation but cannot be read as one; it "
    "is taken as it stands.",
    # Modules and catalogues
    "include.no_modules": "The type include is only known in forms that come with modules. Copy "
    "the questions of {name} into this form.",
    "include.unknown": "There is no module {name}. A module is a file in the folder of the "
    "modules, and its name stands in the column name.",
    "include.relevant": "An include cannot have a {what}. Write it on the module's own group.",
    "include.nested": "The module {name} is included too deeply: {chain}. A module may include "
    "modules that include none.",
    "translation.missing": "There is no {language} translation of “{text}”. Add the message "
    "{context} to {file}.",
    "translation.stale": "The {language} translation of {context} was made for another text: "
    "“{old}”. Translate it again in {file}.",
    "translation.unsure": "The {language} translation of {context} is older than the text that it "
    "translates. Read it again, and take away its comment in {file}.",
    "setting.unknown": "The setting {name} is {words}, which is not known. Write one of: {known}.",
    "version.not_raised": "The form changed, and its version is still {version}. Write another one "
    "in the column version of the sheet settings, so that KoboToolbox and ODK see a new form.",
    "catalogue.unreadable": "The catalogue {file} cannot be read: {why}. Correct it with a PO "
    "editor.",
    # What pyxform alone finds
    "pyxform.refused": "{words}",
    "parameters.invalid": "Correct the column parameters: {words}",
    "entities.invalid": "Correct what the form says of entities: {words}",
    "column.conflict": "Two columns mean the same: {words}",
    "instance.conflict": "Two lists, files or questions have the same name: {words}",
    "choice_filter.or_other": "or_other cannot stand with a choice_filter: add the choice "
    "yourself, and a text question after it. {words}",
    "trigger.invalid": "Correct the column trigger: {words}",
    "language.invalid": "Correct the language: {words}",
    "pyxform.failed": "The form cannot be compiled, and the reason is not known: {words}. Check "
    "the rows that are unlike the others.",
}
