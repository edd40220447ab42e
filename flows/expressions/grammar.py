"""XPath as ODK writes it, for lark; the contextual lexer tells `*`, `-`, `div` by place."""

GRAMMAR = r"""
?start: either

?either: both | both (OR both)+ -> chain
?both: equality | equality (AND equality)+ -> chain
?equality: relation | relation (EQUAL relation)+ -> chain
?relation: sum | sum (COMPARE sum)+ -> chain
?sum: product | product (ADD product)+ -> chain
?product: unary | unary (MULTIPLY unary)+ -> chain
?unary: MINUS+ union                        -> negative
      | union
?union: operand | operand ("|" operand)+ -> union
?operand: "(" either ")"
        | TEXT                              -> text
        | NUMBER                            -> number
        | call
        | call "/" steps                    -> from_call
        | SLASH steps                       -> from_root
        | steps                             -> from_here

call: FUNCTION "(" (either ("," either)*)? ")"
steps: step ("/" step)*
step: (NAME | STAR | PARENT | HERE) predicate*
?predicate: "[" either "]"

OR: /or(?![\w.\-:])/
AND: /and(?![\w.\-:])/
EQUAL: "=" | "!="
COMPARE: "<=" | ">=" | "<" | ">"
ADD: "+" | "-"
MULTIPLY: "*" | /(div|mod)(?![\w.\-:])/
MINUS: "-"
SLASH: "/"
STAR: "*"
PARENT: ".."
HERE: "."
TEXT: /"[^"]*"|'[^']*'/
NUMBER.3: /[0-9]+(\.[0-9]*)?|\.[0-9]+/
FUNCTION.2: /{name}(:{name})?(?=\s*\()/
NAME: /{name}(:{name})?/

%ignore /\s+/
""".replace("{name}", r"[^\W\d][\w.\-\u0300-\u036f\u064b-\u065f\u200c\u200d]*")
