/**
 * What has to be there before anything of Monitor's starts.
 */
@NullMarked
package dev.monitor.condition.autoconfigure;

import org.jspecify.annotations.NullMarked;
