// The block in the editor: which clinic, and a line that says what visitors will see. The frame itself is written out by the
// server (support-mosaic.php), so nothing of it is saved in the page.
"use strict";
(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: tag } = element;
  const { __ } = i18n;
  blocks.registerBlockType("support-mosaic/assessment", {
    edit: ({ attributes, setAttributes }) => tag("div", blockEditor.useBlockProps(), tag(components.Placeholder, {
      icon: "layout",
      label: "Support Mosaic",
      instructions: __("The self-assessment stands here on the page.", "support-mosaic"),
    }, tag(components.TextControl, {
      label: __("Clinic (leave empty for the one in the settings)", "support-mosaic"),
      value: attributes.clinic,
      onChange: (clinic) => setAttributes({ clinic }),
    }))),
    save: () => null,
  });
})(window.wp);
