/**
 * The page of an institution's people: sign-in, and what each role works with. Served by the institution's own node.
 */
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import '../look/style.css'
import '../research/research.css'
import './staff.css'

const place = document.getElementById('root')
if (place) createRoot(place).render(<App />)
