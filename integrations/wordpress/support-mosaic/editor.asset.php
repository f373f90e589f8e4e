<?php
/**
 * What the script of the block leans on, all of it WordPress's own.
 *
 * @package SupportMosaic
 */

return array(
	'dependencies' => array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => '0.5.0',
);
