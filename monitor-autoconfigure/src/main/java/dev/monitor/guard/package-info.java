@NullMarked
package dev.monitor.guard;

import org.jspecify.annotations.NullMarked;
