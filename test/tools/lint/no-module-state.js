/**
 * ESLint rule: nothing that changes is held at a module's top. The worker can be stopped at any time, so what a module
 * held would be lost, and what it knew would differ from what is stored.
 *
 * Reported are `let` and `var`; a `Map` or `Set` that is not typed as read-only; a `WeakMap` or `WeakSet`; an instance
 * of any other class, except of classes that hold no state; and an array or object that is empty without a read-only
 * type, or that the module changes.
 */

const STATELESS = new Set(['RegExp', 'TextEncoder', 'TextDecoder', 'URL', 'URLSearchParams']);
const CHANGES = new Set(
  'add clear copyWithin delete fill pop push reverse set shift sort splice unshift'.split(' '),
);

/** @param {any} declaration of a variable, with a type or without */
function isTypedReadonly({ id }) {
  const type = id.typeAnnotation?.typeAnnotation;
  return (
    (type?.type === 'TSTypeOperator' && type.operator === 'readonly') ||
    (type?.type === 'TSTypeReference' && /^Readonly/.test(type.typeName.name ?? ''))
  );
}

/** @param {any} reference to a variable; whether what it refers to is changed there */
function isChange({ identifier }) {
  let node = identifier;
  while (node.parent.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
  const { parent } = node;
  if (parent.type === 'CallExpression') {
    return parent.callee === node
      ? node !== identifier && CHANGES.has(node.property.name)
      : parent.arguments[0] === node && /^Object\.assign$/.test(nameOf(parent.callee));
  }
  if (node === identifier) return false;
  return (
    (parent.type === 'AssignmentExpression' && parent.left === node) ||
    parent.type === 'UpdateExpression' ||
    (parent.type === 'UnaryExpression' && parent.operator === 'delete')
  );
}

/** @param {any} node */
function nameOf(node) {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? `${nameOf(node.object)}.${nameOf(node.property)}` : '';
}

/** @param {any} node without the words that only the compiler reads */
function valueOf(node) {
  return node && /^TS(As|Satisfies|NonNull)Expression$/.test(node.type)
    ? valueOf(node.expression)
    : node;
}

/** @type {import('eslint').Rule.RuleModule} */
export const noModuleState = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      state: 'No mutable module state ({{ what }}): the worker can stop at any time. Pass it in.',
    },
  },
  create(context) {
    const report = (node, what) => context.report({ node, messageId: 'state', data: { what } });

    function check(declaration) {
      const value = valueOf(declaration.init);
      if (value?.type === 'NewExpression') {
        const name = nameOf(value.callee);
        if (/^(Map|Set)$/.test(name)) {
          if (!isTypedReadonly(declaration)) report(declaration, `a ${name} not typed Readonly`);
        } else if (!STATELESS.has(name) && !name.startsWith('Intl.')) {
          report(declaration, `an instance of ${name}`);
        }
      }
      const isArray = value?.type === 'ArrayExpression';
      if (!isArray && value?.type !== 'ObjectExpression') return;
      const content = isArray ? value.elements : value.properties;
      if (content.length === 0 && !isTypedReadonly(declaration)) {
        report(declaration, 'an empty one to be filled');
      }
      for (const { references } of context.sourceCode.getDeclaredVariables(declaration)) {
        for (const reference of references.filter(isChange)) {
          report(reference.identifier, 'changed here');
        }
      }
    }

    return {
      Program({ body }) {
        for (const statement of body) {
          const declared = statement.declaration ?? statement;
          if (declared.type !== 'VariableDeclaration') continue;
          if (declared.kind !== 'const') report(declared, declared.kind);
          declared.declarations.forEach(check);
        }
      },
    };
  },
};
