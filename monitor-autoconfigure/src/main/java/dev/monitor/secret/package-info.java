/**
 * What a secret is called, and how it is taken out of URLs and texts.
 */
@NullMarked
package dev.monitor.secret;

import org.jspecify.annotations.NullMarked;
