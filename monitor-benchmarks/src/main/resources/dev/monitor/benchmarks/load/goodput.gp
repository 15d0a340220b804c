# Goodput against offered load, from goodput.csv; the variable "columns" names those to draw.
# Colours of Okabe and Ito, which the colour-blind can tell apart; peers dashed, Monitor solid.

set terminal svg size 960,540 dynamic font "Helvetica,Arial,sans-serif,14" background "#ffffff" dashlength 0.6
set output "goodput.svg"
set datafile separator ","

set title "Answers within one second, as the offered load grows" font ",18"
set xlabel "offered load, multiples of capacity"
set ylabel "goodput, % of capacity"
set logscale x 2
set xrange [0.45:11]
set yrange [0:110]
set xtics ("0.5x" 0.5, "1x" 1, "2x" 2, "4x" 4, "10x" 10)
set ytics 0,20,100
set grid xtics ytics linetype 1 linecolor rgb "#e4e4e4"
set border 3 linecolor rgb "#888888"
set tics nomirror textcolor rgb "#333333"
set key outside right center Left reverse spacing 1.3 samplen 3
set rmargin 33

set style line 1 dashtype 2 linewidth 2 pointsize 0.8 pointtype 2 linecolor rgb "#000000"
set style line 2 dashtype 2 linewidth 2 pointsize 0.8 pointtype 4 linecolor rgb "#e69f00"
set style line 3 dashtype 2 linewidth 2 pointsize 0.8 pointtype 8 linecolor rgb "#d55e00"
set style line 4 dashtype 2 linewidth 2 pointsize 0.8 pointtype 10 linecolor rgb "#cc79a7"
set style line 5 dashtype 2 linewidth 2 pointsize 0.8 pointtype 12 linecolor rgb "#777777"
set style line 6 dashtype 1 linewidth 3 pointsize 0.8 pointtype 7 linecolor rgb "#0072b2"
set style line 7 dashtype 1 linewidth 2 pointsize 0.8 pointtype 5 linecolor rgb "#56b4e9"
set style line 8 dashtype 1 linewidth 2 pointsize 0.8 pointtype 9 linecolor rgb "#009e73"
set style line 9 dashtype 1 linewidth 2 pointsize 0.8 pointtype 11 linecolor rgb "#7ad151"
set style line 10 dashtype 1 linewidth 2 pointsize 0.8 pointtype 13 linecolor rgb "#004a80"
set style line 11 dashtype 1 linewidth 2 pointsize 0.8 pointtype 6 linecolor rgb "#8c6bb1"

plot for [column in columns] "goodput.csv" using 1:(column(column + 0)) with linespoints linestyle (column - 1) title columnheader(column + 0)
